import { isBilled } from '../../calls/wrap-up-call.ts'
import { type Arrival, arrivalsUntil } from './arrivals.ts'
import { type Chance, chanceOf } from './chance.ts'
import type { PastAgency, PastClient } from './past-agency.ts'
import { arrivedCall, type PastCall } from './past-call.ts'
import { drawCaller, drawStory, type PastCaller, unwanted } from './past-caller.ts'
import { after, fateOf } from './past-fate.ts'
import { openPastFloor } from './past-floor.ts'
import { noRows, type PastRows } from './past-rows.ts'
import { followSlip, keepRecording, slipOf } from './past-slip.ts'
import type { Aside, Story } from './stories-table.ts'

const seed = 6

/** Some weeks of calls to the demo agency up to `now`: the same at every start, but for the days. */
export function drawPast(agency: PastAgency, now: Date): PastRows {
  const past = noRows()
  const chance = chanceOf(seed)
  const floor = openPastFloor(chance)
  const rang = new Map<string, Date[]>()
  for (const [place, { client, at }] of arrivalsUntil(now, chance).entries()) {
    const its = agency.clients.get(client)
    if (!its) continue
    const caller = whoRings(client, chance)
    const key = `${client} ${caller.number}`
    const earlier = rang.get(key) ?? []
    const arrived = arrivedCall({ its, caller, at, earlier, place })
    const call = { ...arrived, ...fateOf(arrived, { its, chance, floor, secretaries: agency.secretaries }) }
    rang.set(key, [at, ...earlier])
    enter(past, agency, { its, caller, call, times: earlier.length, chance, now })
  }
  return past
}

/** One in twenty-five calls to the law firm is one that its rules turn away. */
const whoRings = (client: Arrival['client'], chance: Chance): PastCaller =>
  client === 'morel' && chance.happens(0.04) ? unwanted() : drawCaller(client, chance)

type Entering = {
  readonly its: PastClient
  readonly caller: PastCaller
  readonly call: PastCall
  /** That he rang before. */
  readonly times: number
  readonly chance: Chance
  readonly now: Date
}

function enter(
  past: PastRows,
  agency: PastAgency,
  { its, caller, call, times, chance, now }: Entering,
): void {
  const said = call.answeredAt ? drawStory(its.client.key, caller, times, chance) : null
  past.calls.push(said ? { ...call, ...wrapUp(said, its) } : call)
  if (said) look(past, its, call, said)
  keepRecording(past, call)
  const story = said && 'subject' in said ? said : null
  const slip = slipOf({ its, call, caller, story })
  const roleOf = (id: string) =>
    [...agency.secretaries.values()].find((one) => one.id === id)?.role ?? 'secretary'
  if (slip) followSlip(past, slip, { its, roleOf, chance, now })
}

function wrapUp(said: Story | Aside, { unbilled }: PastClient): Partial<PastCall> {
  const outcome = 'outcome' in said ? said.outcome : 'messageTaken'
  return { outcome, billable: isBilled(outcome, { unbilledOutcomes: unbilled }) }
}

/** She who answered looks after it, until she has said what it was. */
function look(past: PastRows, its: PastClient, call: PastCall, said: Story | Aside): void {
  const { clientId, id: callId, answeredAt, answeredById, wrapUpUntil } = call
  if (!answeredAt || !answeredById) return
  const reason = said.reason ? its.reasons.get(said.reason) : undefined
  past.callHandlings.push({
    ...{ clientId, callId, secretaryId: answeredById, takenAt: after(answeredAt, -2) },
    ...{ reasonKey: reason?.key ?? null, reasonVersion: reason?.version ?? null },
    ...{ note: 'note' in said ? said.note : null, wrappedUpAt: wrapUpUntil ?? null },
  })
}
