import { parseArgs } from 'node:util'
import { runSoak } from './run-soak.ts'
import { soakLiveCalls } from './soak-live-calls.ts'

/**
 * `npm run soak -- --seconds 600 --seed 7`: exit code 1 on any breach. The same seed does the same harm.
 * `--live-runs 500` walks calls through random steps of callers, secretaries and executives instead.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    'per-second': { type: 'string', default: '20' },
    calm: { type: 'string', default: '30' },
    'live-runs': { type: 'string' },
  },
})
// The processes of a test keep nobody alive: this one ends when it has the result.
const alive = setInterval(() => {}, 1_000)
console.log(`seed ${values.seed}`)
if (values['live-runs']) process.exit(await soakLiveCalls(values['live-runs'], values.seed))
const { counts, breaches } = await runSoak({
  seconds: Number(values.seconds),
  seed: Number(values.seed),
  perSecond: Number(values['per-second']),
  freezeSeconds: 8,
  calmSeconds: Number(values.calm),
  tell: (line) => console.log(line),
})
for (const [what, count] of Object.entries(counts)) console.log(`${String(count).padStart(8)}  ${what}`)
console.log(`${String(breaches.length).padStart(8)}  breaches (seed ${values.seed})`)
for (const breach of breaches.slice(0, 50)) console.error(`  ${breach}`)
clearInterval(alive)
process.exit(breaches.length > 0 ? 1 : 0)
