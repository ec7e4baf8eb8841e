import { idFrom } from '../../ids.ts'
import { instantOf } from '../../rules/instant-of.ts'
import { localTime } from '../../rules/local-time.ts'
import { agencyTimeZone } from '../../secretaries/agency-time-zone.ts'
import type { PastAgency } from './past-agency.ts'
import { after } from './past-fate.ts'
import type { PastRows } from './past-rows.ts'

const dayMs = 86_400_000
const endOfShift = '19:00'

/** When the last evening shift ended, on a working day. */
export function lastRelayAt(now: Date): Date {
  for (let ago = 0; ago <= 7; ago++) {
    const { date, weekday } = localTime(new Date(now.getTime() - ago * dayMs), agencyTimeZone).today
    const at = instantOf(date, endOfShift, agencyTimeZone)
    if (at < now && weekday !== 'sat' && weekday !== 'sun') return at
  }
  throw new Error('a week has working days')
}

const notes = [
  {
    client: null,
    body: "Le technicien de l'imprimante passe demain matin, il demande Alice.",
    beforeSeconds: 900,
  },
  {
    client: 'durand',
    body: 'M. Durand est sur un chantier sans réseau demain matin : pour une fuite, appeler Karim directement.',
    beforeSeconds: 420,
  },
] as const

/** What she who leaves has written for the next one, and the call that she could not finish. */
export function leaveForNext(past: PastRows, { clients, secretaries }: PastAgency, at: Date): void {
  const author = secretaries.get('benoit')
  if (!author) return
  for (const { client, body, beforeSeconds } of notes)
    past.handOverNotes.push({
      ...{ id: idFrom('past', 'note', body), authorId: author.id, body, handOverId: null },
      ...{ clientId: client && (clients.get(client)?.client.clientId ?? null) },
      writtenAt: after(at, -beforeSeconds),
    })
  leaveUnfinished(past, author.id, at)
}

/** Of her own shift. */
const unfinishedMs = 6 * 3_600_000

function leaveUnfinished(past: PastRows, secretaryId: string, at: Date): void {
  const slips = new Set(past.messages.map(({ sourceId }) => sourceId))
  const last = past.callHandlings.findLastIndex(
    (one) =>
      one.secretaryId === secretaryId &&
      one.takenAt < at &&
      at.getTime() - one.takenAt.getTime() < unfinishedMs &&
      !slips.has(one.callId),
  )
  const handling = past.callHandlings[last]
  const place = past.calls.findIndex(({ id }) => id === handling?.callId)
  const call = past.calls[place]
  if (!handling || !call) return
  past.callHandlings[last] = {
    ...handling,
    reasonKey: null,
    reasonVersion: null,
    note: null,
    wrappedUpAt: null,
  }
  past.calls[place] = { ...call, outcome: null, billable: null }
}
