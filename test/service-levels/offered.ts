import { calls } from '../../src/calls/tables.ts'
import type { Db } from '../../src/db/db.ts'
import { newId } from '../../src/ids.ts'
import { parsePhoneNumber } from '../../src/phone-number.ts'
import { localTime } from '../../src/rules/local-time.ts'
import { type Counts, countNames } from '../../src/service-levels/levels.ts'

/** How the wait of a call ended, in whole seconds, and what came of it. */
export type Offered = {
  readonly clientId: number
  readonly at: Date
  readonly waited: number | null
  readonly how: 'answered' | 'hungUp' | 'message' | 'callback' | 'late' | 'unattended' | null
  readonly by: string | null
  readonly talk: number
  readonly held: number
  readonly wrote: number | null
}

const after = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000)

/** Writes them down as the answering does. */
export async function writeOffered(db: Db, all: readonly Offered[]): Promise<void> {
  const line = parsePhoneNumber('+33199001001')
  const rows = all.map(({ clientId, at, waited, how, by, talk, held, wrote }) => {
    const left = waited === null ? null : after(at, waited)
    const over = left && after(left, talk)
    return {
      ...{ clientId, id: newId(), callSid: newId(), line, callerKind: 'withheld', arrivedAt: at },
      ...{ decision: { action: { kind: 'takeMessage' } }, degraded: false, exchangeStatus: 'completed' },
      ...{
        queuedAt: at,
        leftQueueAt: left,
        leftQueueHow: how,
        endedAt: over,
        talkSeconds: talk,
        heldSeconds: held,
      },
      ...{ answeredAt: how === 'answered' ? left : null, answeredById: by },
      ...{
        wrapUpFrom: wrote === null ? null : over,
        wrapUpUntil: wrote === null || !over ? null : after(over, wrote),
      },
    }
  })
  for (let at = 0; at < rows.length; at += 200)
    await db.insert(calls).values(rows.slice(at, at + 200) as (typeof calls.$inferInsert)[])
}

type Where = { day?: string; hour?: number; timeZone: string; clientIds?: readonly number[]; by?: string }

/** Counted one by one, as a person would from the list: what the report is held against. */
export function countNaively(all: readonly Offered[], { day, hour, timeZone, clientIds, by }: Where) {
  const sums: Record<string, number> = Object.fromEntries(countNames.map((name) => [name, 0]))
  const people = new Set<string>()
  const add = (name: keyof Counts, some = 1) => {
    sums[name] = (sums[name] ?? 0) + some
  }
  for (const call of all) {
    const { today, time } = localTime(call.at, timeZone)
    if (day !== undefined && today.date !== day) continue
    if (hour !== undefined && Number(time.slice(0, 2)) !== hour) continue
    if (clientIds && !clientIds.includes(call.clientId)) continue
    if (by !== undefined && call.by !== by) continue
    if (call.how === null || call.waited === null) {
      add('waiting')
      continue
    }
    sums.longestSeconds = Math.max(sums.longestSeconds ?? 0, call.waited)
    if (call.how === 'answered') {
      add(call.waited > 20 ? 'later' : 'inTime')
      add('answerSeconds', call.waited)
      if (call.by) people.add(call.by)
      if (call.talk > 0) {
        add('spoken')
        add('talkSeconds', call.talk)
        add('heldSeconds', call.held)
      }
    } else if (call.how === 'hungUp') {
      add(call.waited < 5 ? 'short' : 'abandoned')
      if (call.waited >= 5) add('abandonedSeconds', call.waited)
    } else add(call.how === 'callback' ? 'callback' : 'voicemail')
    if (call.wrote !== null) {
      add('wrapUps')
      add('wrapUpSeconds', call.wrote)
    }
  }
  return { counts: sums, people: people.size }
}
