import { syncCalendars } from '../src/agenda/calendars/sync-calendars.ts'
import { closePassed } from '../src/agenda/close-passed.ts'
import { endUnanswered } from '../src/agenda/end-unanswered.ts'
import { lapseQuestions } from '../src/agenda/lapse-questions.ts'
import { sweepReservations } from '../src/agenda/sweep-reservations.ts'
import { findDueReminders } from '../src/agenda/telling/find-due-reminders.ts'
import { offerFreedTimes } from '../src/agenda/waiting/offer-freed-times.ts'
import { settleTakenOffers } from '../src/agenda/waiting/settle-taken-offers.ts'
import { raiseAlerts } from '../src/alerts/raise-alerts.ts'
import { endLostCalls, tendQueue } from '../src/answering/sweep-live-calls.ts'
import { purgeRecordings } from '../src/call-recordings/purge-recordings.ts'
import { sweepCallbacks } from '../src/callbacks/sweep-callbacks.ts'
import { sweepCalls } from '../src/calls/sweep-calls.ts'
import { sweepRecordings } from '../src/calls/sweep-recordings.ts'
import { endWaits } from '../src/clients/reach/end-waits.ts'
import { tellOfReachChanges } from '../src/clients/reach/tell-of-reach-changes.ts'
import { forgetImports } from '../src/clients/setup/contacts/kept-imports.ts'
import { purgeClients } from '../src/clients/setup/end/purge-clients.ts'
import { watchSilence } from '../src/clients/setup/silence/watch-silence.ts'
import { sweepDeliveries } from '../src/deliveries/sweep-deliveries.ts'
import { findDueDigests } from '../src/digests/find-due-digests.ts'
import { handOverShifts } from '../src/floor/relay/hand-over-shifts.ts'
import { countDays } from '../src/service-levels/count-days.ts'
import { fetchMedia } from '../src/texts/fetch-media.ts'
import { reconcile } from '../src/twilio/reconcile.ts'
import type { WorkContext } from './main.ts'

const seconds = 1000
const minutes = 60 * seconds

/** What happens when nobody asked for it: each line of the timetable, and how often. */
const entries = {
  tendQueue: { everyMs: 5 * seconds, run: tendQueue },
  endLostCalls: { everyMs: 60 * seconds, run: endLostCalls },
  handOverShifts: { everyMs: 30 * seconds, run: handOverShifts },
  sweepCalls: { everyMs: 15 * seconds, run: sweepCalls },
  sweepCallbacks: { everyMs: 15 * seconds, run: sweepCallbacks },
  sweepDeliveries: { everyMs: 15 * seconds, run: sweepDeliveries },
  findDueDigests: { everyMs: 15 * seconds, run: findDueDigests },
  raiseAlerts: { everyMs: 15 * seconds, run: raiseAlerts },
  sweepReservations: { everyMs: 15 * seconds, run: sweepReservations },
  lapseQuestions: { everyMs: 15 * seconds, run: lapseQuestions },
  endUnanswered: { everyMs: 15 * seconds, run: endUnanswered },
  offerFreedTimes: { everyMs: 15 * seconds, run: offerFreedTimes },
  settleTakenOffers: { everyMs: 15 * seconds, run: settleTakenOffers },
  findDueReminders: { everyMs: 15 * seconds, run: findDueReminders },
  closePassed: { everyMs: 15 * minutes, run: closePassed },
  tellOfReachChanges: { everyMs: 15 * seconds, run: tellOfReachChanges },
  endWaits: { everyMs: 60 * seconds, run: endWaits },
  syncCalendars: { everyMs: 15 * seconds, run: syncCalendars },
  sweepRecordings: { everyMs: 30 * seconds, run: sweepRecordings },
  purgeRecordings: { everyMs: 15 * minutes, run: purgeRecordings },
  fetchMedia: { everyMs: 30 * seconds, run: fetchMedia },
  watchSilence: { everyMs: 15 * minutes, run: watchSilence },
  countDays: { everyMs: 15 * minutes, run: countDays },
  forgetImports: { everyMs: 60 * minutes, run: forgetImports },
  purgeClients: { everyMs: 60 * minutes, run: purgeClients },
  reconcile: { everyMs: 5 * minutes, run: reconcile },
} satisfies Record<string, { everyMs: number; run: (context: WorkContext) => Promise<unknown> }>

export const timetable = Object.entries(entries).map(([name, { everyMs }]) => ({ name, everyMs }))

/**
 * A line of the timetable that still runs when its time comes again is left alone, and every line has a place of
 * its own: a slow exchange must not hold up the sweeps.
 */
export function timetableWorker(context: WorkContext) {
  const running = new Set<string>()
  const handle = async (name: string) => {
    const entry = Object.entries(entries).find(([known]) => known === name)?.[1]
    if (!entry || running.has(name)) return
    running.add(name)
    await entry.run(context).finally(() => running.delete(name))
  }
  return { concurrency: 2 * timetable.length, handle }
}
