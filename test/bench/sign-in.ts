import { readConfig } from '../../src/config.ts'
import { openServerDatabase } from '../../src/db/server-database.ts'
import { signIn } from '../../src/secretaries/sign-in.ts'
import { signInFailures } from '../../src/secretaries/tables.ts'
import { givePassword } from '../support/secretary-rig.ts'
import { median } from './compare.ts'
import { demoDatabase, openStage } from './stage.ts'

const tries = 200
/** Of the time that a try takes. */
const target = 0.05

/** Whether the time of a refusal tells an account that exists from one that does not. Target: 5 % of it at most. */
export async function benchSignIn({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const stage = await openStage()
  const database = openServerDatabase(await demoDatabase(stage, 'sign_in'))
  const config = readConfig({ SESSION_SECRET: 'bench-secret-bench-secret-bench-secret' })
  const context = { config, db: database.db, now: () => new Date() }
  try {
    const { email } = await givePassword(context, 'alice')
    const took = { known: [] as number[], unknown: [] as number[] }
    const refuse = async (kind: keyof typeof took) => {
      await context.db.delete(signInFailures)
      const to = kind === 'known' ? email : 'nobody@permanence.demo.test'
      const startedAt = performance.now()
      const { kind: outcome } = await signIn(context, { email: to, password: 'not this one' }, nobody)
      took[kind].push(performance.now() - startedAt)
      if (outcome !== 'refused') throw new Error(`a wrong password was ${outcome}`)
    }
    for (let n = 0; n < 5; n++) for (const kind of ['known', 'unknown'] as const) await refuse(kind)
    took.known = []
    took.unknown = []
    for (let n = 0; n < tries * scale; n++)
      for (const kind of n % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const))
        await refuse(kind)
    const [known, unknown] = [median(took.known), median(took.unknown)]
    const apart = Math.abs(known - unknown) / Math.max(known, unknown)
    return {
      ratio: round(apart / target),
      target: 1,
      apart: round(apart),
      known: round(known),
      unknown: round(unknown),
    }
  } finally {
    await database.close()
    await stage.close()
  }
}

const nobody = { address: null, device: null, deviceToken: null }
const round = (value: number) => Math.round(value * 1000) / 1000
