import { eq } from 'drizzle-orm'
import { findSwitches } from '../agency/switches.ts'
import type { Client } from '../clients/client.ts'
import { lockContacts } from '../clients/contacts/lock-contacts.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { AppError } from '../errors.ts'
import { claimStation } from '../floor/claim-station.ts'
import { isReachable } from '../floor/station.ts'
import { stations } from '../floor/tables.ts'
import { tellFloor } from '../floor/tell-floor.ts'
import { newId } from '../ids.ts'
import { type PhoneNumber, parsePhoneNumber, whyNotDiallable } from '../phone-number.ts'
import { instantOf } from '../rules/instant-of.ts'
import { localTime } from '../rules/local-time.ts'
import type { Scope } from '../scope.ts'
import { type Callee, countProspecting, findCallee, findLine, findUsed } from './find-usage.ts'
import { nextCallOf } from './limits.ts'
import type { Purpose } from './outgoing.ts'
import { type ProspectingRefusal, whyNotProspect } from './prospecting.ts'
import type { Refusal } from './refusal.ts'
import { isCallTo, saveOutgoing } from './save-outgoing.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'live' | 'log' | 'now' | 'rings'>

export type Wish = {
  readonly clientId: number
  /** As it was typed. */
  readonly to: string
  readonly purpose: Purpose
  /** What gave rise to it. */
  readonly slipId: string | null
  readonly callbackId: string | null
}

export type Placed =
  | { readonly kind: 'placed'; readonly callId: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/**
 * She rings somebody for a client: the call is written down and she is in it, her softphone joins next, and only then
 * the other side is rung. Asked for twice while it is under way, it is one call.
 *
 * @throws AppError 404 for a client that is not hers, or has no line
 */
export async function placeCall(context: Needs, scope: Scope, wish: Wish): Promise<Placed> {
  const { directory, log } = context
  const { clientId } = wish
  const client = scope.clientIds.includes(clientId) && scope.only === null ? directory.client(clientId) : null
  if (!client) throw new AppError(404, 'notFound', `There is no client ${clientId}`)
  const number = readNumber(context, client, wish.to)
  if (typeof number !== 'string') return { kind: 'refused', refusal: number }
  const at = context.now()
  const placed = await context.db.transaction((tx) => place(tx, { client, scope, wish, number, at }))
  if (placed.kind === 'refused') {
    log.info({ event: 'outgoing.refused', clientId, why: placed.refusal.kind })
    return placed
  }
  log.info({ event: 'outgoing.placed', clientId, callId: placed.callId })
  tellFloor(context, clientId)
  context.live.changed([clientId])
  void context.rings.look()
  return placed
}

function readNumber({ directory }: Needs, client: Client, to: string): PhoneNumber | Refusal {
  const shown = to.trim().slice(0, 40)
  if (client.state === 'suspended' || client.state === 'ended') return { kind: 'resting' }
  const why = whyNotDiallable(to, client.allowedCountries)
  const number = parsePhoneNumber(to)
  if (why || !number) return { kind: 'number', why: why ?? 'invalid', number: shown }
  return directory.findLine(number) ? { kind: 'ownLine', number: shown } : number
}

type Placing = {
  readonly client: Client
  readonly scope: Scope
  readonly wish: Wish
  readonly number: PhoneNumber
  readonly at: Date
}

const refused = (refusal: Refusal): Placed => ({ kind: 'refused', refusal })

async function place(tx: Transaction, placing: Placing): Promise<Placed> {
  const { client, scope, wish, number, at } = placing
  const { clientId } = client
  // Those who ring out for one client at once are counted one after the other.
  await lockContacts(tx, clientId)
  const station = await findOwnStation(tx, placing)
  if (typeof station !== 'string') return station
  const { outgoingStopped } = await findSwitches(tx)
  if (outgoingStopped) return refused({ kind: 'stopped', ...outgoingStopped })
  const next = nextCallOf(client.outgoing, await findUsed(tx, clientId, { since: midnight(client, at), at }))
  if (next.kind !== 'may') return refused(next)
  const callee = await findCallee(tx, clientId, number)
  const why = wish.purpose === 'prospecting' ? await whyNot(tx, placing, callee) : null
  if (why) return refused({ kind: 'prospecting', why, number: wish.to.trim().slice(0, 40) })
  const line = await findLine(tx, clientId, number)
  if (!line) throw new AppError(404, 'notFound', `Client ${clientId} has no line to ring from`)
  const callId = newId()
  if (!(await claimStation(tx, scope.actor.id, { clientId, callId }, at)))
    return refused({ kind: 'station', why: 'busy' })
  const { purpose, slipId, callbackId } = wish
  await saveOutgoing(tx, scope, {
    ...{ clientId, callId, line, number, at, contactId: callee.contactId, name: callee.name },
    ...{ ruleSetVersion: client.ruleSetVersion, purpose, slipId, callbackId },
    talkLimitSeconds: next.talkLimitSeconds,
  })
  return { kind: 'placed', callId }
}

/** On pause, or while she writes, she may: it is her own act. Her call to that very number is the one she asks for. */
async function findOwnStation(
  tx: Transaction,
  { scope, number, at, client }: Placing,
): Promise<'free' | Placed> {
  const [station] = await tx
    .select()
    .from(stations)
    .where(eq(stations.secretaryId, scope.actor.id))
    .for('update')
  if (!station || station.state === 'off') return refused({ kind: 'station', why: 'off' })
  const { busyClientId, busyCallId } = station
  if (busyCallId) {
    const isIt = busyClientId === client.clientId && (await isCallTo(tx, client.clientId, busyCallId, number))
    return isIt ? { kind: 'placed', callId: busyCallId } : refused({ kind: 'station', why: 'busy' })
  }
  if (station.device === 'telephone') return refused({ kind: 'station', why: 'telephone' })
  return isReachable(station, at) ? 'free' : refused({ kind: 'station', why: 'unreachable' })
}

async function whyNot(
  tx: Transaction,
  { client, number, at }: Placing,
  callee: Callee,
): Promise<ProspectingRefusal | null> {
  const callsBefore = await countProspecting(tx, client.clientId, number, at)
  return whyNotProspect({ ...callee, callsBefore }, localTime(at, client.hours.timeZone))
}

const midnight = ({ hours: { timeZone } }: Client, at: Date): Date =>
  instantOf(localTime(at, timeZone).today.date, '00:00', timeZone)
