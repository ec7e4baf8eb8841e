import { benchAnswering } from './answering.ts'
import { benchBigAgency } from './big-agency.ts'
import { benchBoard } from './board.ts'
import { benchCaldav } from './caldav.ts'
import { benchContention } from './contention.ts'
import { benchDecide } from './decide.ts'
import { benchDigests, benchDigestsEmbedded } from './digests.ts'
import { benchEmbedded } from './embedded.ts'
import { benchGather } from './gather.ts'
import { benchLevels } from './levels.ts'
import { benchReminders } from './reminders.ts'
import { benchRetry } from './retry.ts'
import { benchSearch } from './search.ts'
import { benchSignIn } from './sign-in.ts'
import { benchSlots } from './slots.ts'
import { benchStart } from './start.ts'
import { benchVoice } from './voice.ts'

/** `npm run bench` runs all of them, `npm run bench -- voice` one. BENCH_SCALE=0.1 makes them a tenth the size. */
const benches = {
  decide: benchDecide,
  start: benchStart,
  embedded: benchEmbedded,
  voice: benchVoice,
  gather: benchGather,
  'big-agency': benchBigAgency,
  digests: benchDigests,
  board: benchBoard,
  retry: benchRetry,
  'sign-in': benchSignIn,
  search: benchSearch,
  'digests-embedded': benchDigestsEmbedded,
  slots: benchSlots,
  contention: benchContention,
  caldav: benchCaldav,
  reminders: benchReminders,
  answering: benchAnswering,
  levels: benchLevels,
}
const scale = Number(process.env.BENCH_SCALE ?? 1)
const asked = process.argv.slice(2)
const unknown = asked.find((name) => !Object.keys(benches).includes(name))
if (unknown) throw new Error(`No bench ${unknown}: expected ${Object.keys(benches).join(', ')}`)

process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))
// The test's PostgreSQL and Redis do not keep a process alive that only waits for them to end.
const awake = setInterval(() => {}, 60_000)
for (const [bench, run] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(bench)) continue
  console.log(JSON.stringify({ bench, ...(await run({ scale })) }))
}
clearInterval(awake)
