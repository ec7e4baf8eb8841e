import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls } from '../../src/calls/tables.ts'
import { offerRule } from '../../src/rules/offer-rule.ts'
import { ruleDrafts, ruleSets } from '../../src/rules/tables.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { type DeskRig, startDeskRig } from '../support/desk-rig.ts'

let rig: DeskRig
beforeAll(async () => {
  rig = await startDeskRig()
})
afterAll(() => rig?.close())

test('what a secretary offers waits among the rules being tried, once, and a supervisor is told', async () => {
  const { db } = rig.context
  const { sid } = await rig.exchange.call({ from: '+33199009999', to: '+33199001001' }).finished
  const [call] = await db.select().from(calls).where(eq(calls.callSid, sid))
  const key = { clientId: call?.clientId ?? 0, sourceKind: 'call' as const, sourceId: call?.id ?? '' }
  const { scope } = await rig.sessionOf('alice')
  const versions = await db.$count(ruleSets)
  expect(await offerRule(rig.context, scope, key)).toBe('offered')
  expect(await offerRule(rig.context, scope, key)).toBe('noRule')
  const [draft] = await db.select().from(ruleDrafts)
  const keys = draft?.ruleSet.rules.map((rule) => rule.key) ?? []
  const offered = keys.indexOf('indesirables') - 1
  expect(draft?.ruleSet.rules[offered]).toMatchObject({
    when: [{ kind: 'caller', numbers: ['+33199009999'] }],
    action: { kind: 'takeMessage' },
  })
  expect(await db.$count(ruleSets)).toBe(versions)
  expect(await db.select().from(tasks).where(eq(tasks.kind, 'ruleOffered'))).toMatchObject([
    { audience: 'supervisor', key: key.sourceId },
  ])
})
