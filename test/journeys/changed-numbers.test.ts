import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls } from '../../src/calls/tables.ts'
import { executives } from '../../src/clients/tables.ts'
import { publishRuleSet } from '../../src/rules/publish-rule-set.ts'
import { ruleSetSchema } from '../../src/rules/rule.ts'
import { tel } from '../rules/demo-clients.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { concluded, lines, people, slipOf, stranger, tasksOf } from './follow.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig()
})
afterAll(() => rig?.close())

const phone = (number: string) => rig.exchange.telephone(number)
const speaks = { text: 'Bonjour, rappelez-moi', seconds: 9 }
const message = (from: string, to: string) => rig.exchange.call({ from, to, speaks }).finished
const clientOf = (line: string) =>
  rig.context.directory.findLine(line)?.client ?? expect.fail(`no client of ${line}`)

/** From now on every call to that line has one treatment. */
async function treatAll(line: string, action: object): Promise<void> {
  const { clientId, ruleSetVersion } = clientOf(line)
  const ruleSet = ruleSetSchema.parse({ rules: [], default: { kind: 'takeMessage' } })
  const all = { ...ruleSet, default: ruleSetSchema.shape.default.parse(action) }
  const rules = { clientId, version: ruleSetVersion + 1, ruleSet: all, publishedAt: rig.clock.now() }
  await rig.context.db.transaction((tx) => publishRuleSet(tx, rules))
  await rig.context.directory.refresh([clientId])
}

async function changeMobile(line: string, key: string, mobile: string): Promise<void> {
  const { clientId } = clientOf(line)
  const { db, directory } = rig.context
  await db
    .update(executives)
    .set({ mobile: tel(mobile) })
    .where(and(eq(executives.clientId, clientId), eq(executives.key, key)))
  await directory.refresh([clientId])
}

test.each([
  ['+33899701234', 'premium'],
  ['+32470123456', 'country'],
])(
  'a forward to a number that may not be rung any more, %s, goes on at once, and a supervisor is told',
  async (mobile, reason) => {
    await changeMobile(lines.morel, 'morel', mobile)
    const call = await message(people.petit, lines.morel)
    expect(call.children).toEqual([])
    expect(call.disposition).toBe('recorded')
    const row = await concluded(rig, call)
    expect(row).toMatchObject({ dialledNumber: null, disposition: 'voicemail', decision: { ruleKey: 'vip' } })
    const told = (await tasksOf(rig, 'refusedNumber')).filter(({ details }) => details.number === mobile)
    expect(told).toMatchObject([
      { audience: 'supervisor', details: { executive: 'morel', rule: 'vip', reason } },
    ])
    await changeMobile(lines.morel, 'morel', people.morel)
  },
)

test('where a caller is to be turned away after ringing and nobody can be rung, he is turned away: no slip', async () => {
  await treatAll(lines.lenoir, {
    kind: 'forward',
    to: 'lenoir',
    otherwise: { kind: 'discard', how: 'announce' },
  })
  await changeMobile(lines.lenoir, 'lenoir', '+33899701234')
  const call = await message(stranger(), lines.lenoir)
  expect(call.disposition).toBe('ended')
  const row = await concluded(rig, call)
  expect(row).toMatchObject({ disposition: 'discarded', voicemailAt: null })
  expect(await slipOf(rig, row.id)).toBeUndefined()
})

test.each([
  [
    'M. Durand’s mobile, diverted to the line of his other firm,',
    people.durand,
    lines.chauffage,
    lines.plomberie,
  ],
  [
    'Me Morel’s mobile, diverted to the line of a client that is not hers,',
    people.morel,
    lines.morel,
    lines.plomberie,
  ],
])('%s and showing its own number is our leg come back', async (_, mobile, line, diverted) => {
  await treatAll(line, { kind: 'forward', to: mobile === people.morel ? 'morel' : 'durand' })
  const how = { when: 'noAnswer', afterSeconds: 5, passesCaller: false } as const
  phone(mobile).behave({ kind: 'diverts', to: diverted, ...how })
  const before = await rig.context.db.$count(calls)
  const row = await concluded(rig, await message(stranger(), line))
  expect([row.disposition, row.dialStatus]).toEqual(['voicemail', 'busy'])
  expect(await rig.context.db.$count(calls)).toBe(before + 1)
  phone(mobile).behave({ kind: 'noAnswer' })
})

test('an executive who rings her own line and hangs up is told nothing; what she says is told', async () => {
  const hangsUp = { during: 'say', afterSeconds: 1 } as const
  const silent = await concluded(
    rig,
    await rig.exchange.call({ from: people.karim, to: lines.plomberie, hangsUp }).finished,
  )
  expect(silent).toMatchObject({ callerKind: 'own', disposition: 'missed' })
  expect(await slipOf(rig, silent.id)).toBeUndefined()
  const spoken = await concluded(rig, await message(people.karim, lines.plomberie))
  expect(await slipOf(rig, spoken.id)).toMatchObject({ kind: 'voicemail' })
})
