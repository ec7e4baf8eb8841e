import { and, eq } from 'drizzle-orm'
import { callLegs, liveCalls } from '../../src/answering/tables.ts'
import { concludeCall } from '../../src/calls/conclude-call.ts'
import { calls } from '../../src/calls/tables.ts'
import { endWrapUp } from '../../src/floor/end-wrap-up.ts'
import { sayReachable } from '../../src/floor/say-reachable.ts'
import { setStation } from '../../src/floor/set-station.ts'
import { stations } from '../../src/floor/tables.ts'
import { messages } from '../../src/messages/tables.ts'
import { secretaries } from '../../src/secretaries/tables.ts'
import type { Call } from '../../src/simulator/place-call.ts'
import { callIdOf } from '../../src/twilio/webhooks.ts'
import { type AgencyRig, type RigOptions, startAgencyRig } from './agency-rig.ts'
import { signIn } from './console-rig.ts'
import { until } from './until.ts'

export type LiveRig = AgencyRig & {
  /** She takes her place at her station; her softphone can be reached. */
  seat(key: string): Promise<Seated>
  /** A caller by hand who waits in the queue of the client that has this line. */
  waits(from: string, line: string): Promise<Waiting>
  live(callId: string): Promise<typeof liveCalls.$inferSelect | undefined>
  row(callId: string): Promise<typeof calls.$inferSelect>
  station(secretaryId: string): Promise<typeof stations.$inferSelect>
  /** How the call ended, once every stray callback could have come. */
  conclude(callId: string): Promise<{ disposition: string | null; slips: string[] }>
}

export type Waiting = CallKey & { call: Call }
type CallKey = { clientId: number; callId: string }

export type Seated = {
  id: string
  device: ReturnType<AgencyRig['exchange']['device']>
  post(
    act: string,
    caller: CallKey,
    fields?: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown> }>
  /** Presses answer, and her softphone calls. */
  answers(caller: Waiting): Promise<Call>
  connect(caller: CallKey): Call
  rung(): Promise<string | null>
  /** She has written what there was to write. */
  ready(): Promise<void>
}

/** The demo agency with softphones at the exchange. */
export async function startLiveRig(options: RigOptions = {}): Promise<LiveRig> {
  const rig = await startAgencyRig({ work: false, ...options })
  const { context, exchange, url } = rig
  const { db } = context
  if (exchange.board.applications.size === 0) exchange.addApplication({ voiceUrl: `${url}/twilio/softphone` })
  const station = async (secretaryId: string) => {
    const [row] = await db.select().from(stations).where(eq(stations.secretaryId, secretaryId))
    if (!row) throw new Error(`no station of ${secretaryId}`)
    return row
  }
  const live = async (callId: string) => {
    const [row] = await db.select().from(liveCalls).where(eq(liveCalls.callId, callId))
    return row
  }
  const row = async (callId: string) => {
    const [found] = await db.select().from(calls).where(eq(calls.id, callId))
    if (!found) throw new Error(`no call ${callId}`)
    return found
  }
  return {
    ...rig,
    ...{ live, row, station },
    async seat(key) {
      const visitor = await signIn(rig, key)
      const [person] = await db.select().from(secretaries).where(eq(secretaries.key, key))
      if (!person) throw new Error(`no secretary ${key}`)
      const { id } = person
      await setStation(context, id, { secretaryId: id, state: 'available' })
      await sayReachable(context, id)
      await context.presence.refresh(context.now())
      const device = exchange.device(id.replaceAll('-', ''))
      const connect = ({ clientId, callId }: CallKey) =>
        device.connect({ clientId: String(clientId), callId, as: 'secretary' })
      const post: Seated['post'] = async (act, { clientId, callId }, fields = {}) => {
        const { status, body } = await visitor.post(`/console/answering/${clientId}/${callId}/${act}`, fields)
        return { status, body: JSON.parse(body) }
      }
      return {
        ...{ id, device, connect, post },
        async answers(caller) {
          const { status, body } = await post('answer', caller)
          if (status !== 200) throw new Error(`${key} was refused: ${status} ${JSON.stringify(body)}`)
          return connect(caller)
        },
        ready: () => endWrapUp(context, id),
        rung: async () => (await station(id)).rungCallId,
      }
    },
    async waits(from, line) {
      const call = exchange.call({ from, to: line, byHand: true })
      const callId = callIdOf(call.sid)
      const found = await until('he waits', async () => call.leg.onKey !== null && live(callId))
      return { call, callId, clientId: found.clientId }
    },
    async conclude(callId) {
      const { clientId } = await row(callId)
      rig.clock.advance(120_000)
      await concludeCall(context, { clientId, id: callId })
      const slips = await db
        .select({ kind: messages.kind })
        .from(messages)
        .where(and(eq(messages.clientId, clientId), eq(messages.sourceId, callId)))
      return { disposition: (await row(callId)).disposition, slips: slips.map(({ kind }) => kind) }
    },
  }
}

export const legsOf = ({ context }: AgencyRig, callId: string) =>
  context.db.select().from(callLegs).where(eq(callLegs.callId, callId))
