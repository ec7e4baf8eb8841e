import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Random runs of live calls, as the suite walks a few of. Answers the exit code. */
export async function soakLiveCalls(runs: string, seed: string): Promise<number> {
  const vitest = spawn('node', ['scripts/test.mjs', 'test/answering/live-model.test.ts'], {
    env: { ...process.env, LIVE_RUNS: runs, LIVE_SEED: seed },
    stdio: 'inherit',
  })
  const [code] = await once(vitest, 'exit')
  return typeof code === 'number' ? code : 1
}
