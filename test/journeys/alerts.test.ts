import { and, asc, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { acts } from '../../src/acts/tables.ts'
import { raiseAlerts } from '../../src/alerts/raise-alerts.ts'
import { alerts } from '../../src/alerts/tables.ts'
import { undoAct } from '../../src/answers/undo-act.ts'
import { type ExecutiveChoices, executiveChoicesSchema } from '../../src/clients/executive.ts'
import { executives } from '../../src/clients/tables.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { acknowledge } from '../../src/messages/acknowledge-message.ts'
import { acknowledgements, messages } from '../../src/messages/tables.ts'
import { texts } from '../../src/texts/tables.ts'
import { type AgencyRig, officeHours, startAgencyRig } from '../support/agency-rig.ts'
import { until } from '../support/until.ts'
import { lines, people, slipOf, stranger, tasksOf, toldSlip } from './follow.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig()
})
afterAll(() => rig?.close())
beforeEach(async () => {
  rig.clock.set(officeHours)
  rig.exchange.trouble.clear()
  for (const number of [people.durand, people.karim]) phone(number).behave({ kind: 'noAnswer' })
  await choose('durand', {})
  // What an earlier test left open would ring the same telephones in the minutes that pass in this one.
  await rig.context.db
    .update(alerts)
    .set({ endedAt: rig.clock.now(), endedBy: 'undone', nextAt: null })
    .where(isNull(alerts.endedAt))
})

const minutes = 60_000
const phone = (number: string) => rig.exchange.telephone(number)
/** Picks up, listens, and presses what a person would. */
const presses = (keys: string | string[]) => ({ kind: 'answers', afterSeconds: 3, presses: keys }) as const

type Slip = NonNullable<Awaited<ReturnType<typeof slipOf>>>

/** A text about a leak, when M. Durand has been told of it. */
async function flood(): Promise<Slip> {
  const { sid, finished } = rig.exchange.text({
    from: stranger(),
    to: lines.plomberie,
    body: 'Fuite au 3e !',
  })
  await finished
  const [text] = await rig.context.db.select().from(texts).where(eq(texts.messageSid, sid))
  return (await toldSlip(rig, text?.id ?? '')).slip
}

const alertsOf = ({ id }: Slip) =>
  rig.context.db.select().from(alerts).where(eq(alerts.messageId, id)).orderBy(asc(alerts.startedAt))
const stepsOf = async ({ id }: Slip) => {
  const rows = await rig.context.db
    .select()
    .from(acts)
    .where(and(eq(acts.subjectId, id), eq(acts.actorKind, 'software')))
    .orderBy(asc(acts.at))
  return rows.map(({ verb }) => verb)
}
const sentTo = async ({ id }: Slip, executive: string) => {
  const rows = await rig.context.db
    .select({ delivery: deliveries })
    .from(deliveries)
    .innerJoin(
      executives,
      and(eq(executives.clientId, deliveries.clientId), eq(executives.id, deliveries.executiveId)),
    )
    .where(and(eq(deliveries.messageId, id), eq(executives.key, executive)))
    .orderBy(asc(deliveries.repeat), asc(deliveries.channel))
  return rows.map(({ delivery }) => delivery)
}

/** The minutes pass without a word from anybody, and everything that follows has happened. */
async function nobodyAnswers(slip: Slip) {
  rig.clock.advance(10 * minutes + 1000)
  await raiseAlerts(rig.context)
  await until('what was written has gone out', async () => {
    const rows = await rig.context.db.select().from(deliveries).where(eq(deliveries.messageId, slip.id))
    return rows.every(({ state }) => !['pending', 'claimed', 'uncertain'].includes(state))
  })
  await rig.exchange.settled()
}

/** One of those who were told acknowledges, by whatever way. */
async function acknowledges(slip: Slip, key: string) {
  const { clientId, id: messageId } = slip
  const [executive] = await rig.context.db
    .select()
    .from(executives)
    .where(and(eq(executives.clientId, clientId), eq(executives.key, key)))
  const executiveId = executive?.id ?? ''
  const actor = { kind: 'executive', id: executiveId } as const
  return rig.context.db.transaction((tx) =>
    acknowledge(
      tx,
      { clientId, messageId, executiveId, answer: 'received', via: 'sms', actor },
      rig.context.now(),
    ),
  )
}

/** What the executive chose; what is left out is as the folder has it. */
const choose = (key: string, choices: Partial<ExecutiveChoices>) =>
  rig.context.db
    .update(executives)
    .set({ choices: executiveChoicesSchema.parse(choices) })
    .where(eq(executives.key, key))

/** What the page shows of a telephone. */
const stateSchema = z.object({
  telephones: z.array(
    z.looseObject({
      number: z.string(),
      leg: z
        .looseObject({
          expects: z.string().nullable(),
          timeline: z.array(z.object({ text: z.string().optional() })),
        })
        .nullable(),
    }),
  ),
})

const post = (path: string, body: object) =>
  fetch(`${rig.url}/simulator/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

describe('an urgent text that nobody acknowledges', () => {
  test('is told, told again, rung, and ends when 1 is pressed', async () => {
    const slip = await flood()
    expect(await alertsOf(slip)).toMatchObject([{ step: 'told', onCallRank: 0, endedAt: null }])
    const before = phone(people.durand).texts.length

    await nobodyAnswers(slip)
    expect(phone(people.durand).texts).toHaveLength(before + 1)
    expect(phone(people.durand).texts.at(-1)?.body).toMatch(/^URGENT - \d+\. Plomberie Durand/)
    expect(await sentTo(slip, 'durand')).toMatchObject([
      { channel: 'email', repeat: 0 },
      { channel: 'sms', repeat: 0 },
      { channel: 'sms', repeat: 1, state: 'delivered' },
    ])

    phone(people.durand).behave(presses('1'))
    const heard = phone(people.durand).heard.length
    await nobodyAnswers(slip)
    expect(phone(people.durand).heard.slice(heard)).toEqual([
      expect.stringMatching(
        /^Message urgent pour Monsieur Durand, Plomberie Durand\. SMS du zéro un, .*tapez 1\.$/,
      ),
      expect.stringContaining("c'est noté"),
    ])
    expect(phone(people.durand).heard.join(' ')).not.toContain('Fuite')
    const [alert] = await alertsOf(slip)
    expect(alert).toMatchObject({ step: 'called', endedBy: 'acknowledged', nextAt: null })
    expect(
      await rig.context.db.select().from(acknowledgements).where(eq(acknowledgements.messageId, slip.id)),
    ).toMatchObject([{ answer: 'received', via: 'call' }])
    expect(await stepsOf(slip)).toEqual(['alert.repeated', 'alert.called'])

    await nobodyAnswers(slip)
    expect(await alertsOf(slip)).toHaveLength(1)
    expect(await sentTo(slip, 'karim')).toEqual([])
  })

  test('goes to Karim when nobody picks up, and to the supervisor when nobody is left', async () => {
    const slip = await flood()
    await nobodyAnswers(slip)
    await nobodyAnswers(slip)
    expect((await sentTo(slip, 'durand')).at(-1)).toMatchObject({ channel: 'call', failure: 'noAnswer' })
    const passed = await until('Karim has been told at once', async () => {
      const rows = await sentTo(slip, 'karim')
      const isTold = rows.every(({ channel, state }) => state === (channel === 'sms' ? 'delivered' : 'sent'))
      return rows.length > 0 && isTold && rows
    })
    expect(passed.map(({ channel }) => channel)).toEqual(['email', 'sms'])
    expect(phone(people.karim).texts.at(-1)?.body).toMatch(/^URGENT - /)
    expect(await alertsOf(slip)).toMatchObject([
      { step: 'passedOn', nextAt: null, endedAt: null },
      { step: 'told', onCallRank: 1, endedAt: null },
    ])

    await nobodyAnswers(slip)
    await nobodyAnswers(slip)
    const ended = await alertsOf(slip)
    expect(ended.map(({ endedBy, nextAt }) => [endedBy, nextAt])).toEqual([
      ['exhausted', null],
      ['exhausted', null],
    ])
    expect((await tasksOf(rig, 'nobodyAcknowledged')).filter(({ key }) => key === slip.id)).toMatchObject([
      { audience: 'supervisor' },
    ])
    expect(await stepsOf(slip)).toEqual(
      ['repeated', 'called', 'passedOn', 'repeated', 'called', 'exhausted'].map((step) => `alert.${step}`),
    )
  })

  test.each([
    ['told', 0],
    ['told again', 1],
    ['rung', 2],
  ])('is over when she acknowledges after she was %s', async (_, steps) => {
    phone(people.durand).behave({ kind: 'mobileVoicemail', afterSeconds: 60 })
    const slip = await flood()
    for (let step = 0; step < steps; step += 1) await nobodyAnswers(slip)
    await acknowledges(slip, steps === 2 ? 'karim' : 'durand')
    const before = (await sentTo(slip, 'durand')).length
    for (let step = 0; step < 3; step += 1) await nobodyAnswers(slip)
    expect(await sentTo(slip, 'durand')).toHaveLength(before)
    expect((await alertsOf(slip)).every(({ endedBy }) => endedBy === 'acknowledged')).toBe(true)
  })

  test('is not acknowledged by a voicemail, which hears no word of the caller’s and leads on at once', async () => {
    phone(people.durand).behave({ kind: 'mobileVoicemail', afterSeconds: 10 })
    const slip = await flood()
    await nobodyAnswers(slip)
    const heard = phone(people.durand).heard.length
    await nobodyAnswers(slip)
    expect(phone(people.durand).heard.slice(heard)).toHaveLength(2)
    expect((await sentTo(slip, 'durand')).at(-1)).toMatchObject({ channel: 'call', state: 'delivered' })
    expect(await alertsOf(slip)).toMatchObject([{ step: 'passedOn', endedAt: null }, { step: 'told' }])
  })

  test('asks once more after a wrong key, and takes the second one', async () => {
    phone(people.durand).behave(presses(['7', '1']))
    const slip = await flood()
    await nobodyAnswers(slip)
    await nobodyAnswers(slip)
    expect((await alertsOf(slip))[0]?.endedBy).toBe('acknowledged')
  })

  test('is not confirmed by two wrong keys', async () => {
    phone(people.durand).behave(presses(['7', '3']))
    const slip = await flood()
    await nobodyAnswers(slip)
    await nobodyAnswers(slip)
    expect(phone(people.durand).heard.at(-1)).toContain("n'est pas confirmé")
    expect((await alertsOf(slip))[0]).toMatchObject({ step: 'passedOn', endedAt: null })
  })
})

test('a call that comes back through her own diversion meets a busy tone, not our voicemail', async () => {
  phone(people.durand).behave({ kind: 'diverts', to: lines.plomberie, when: 'noAnswer', afterSeconds: 8 })
  const slip = await flood()
  const slips = await rig.context.db.$count(messages)
  await nobodyAnswers(slip)
  await nobodyAnswers(slip)
  expect((await sentTo(slip, 'durand')).at(-1)).toMatchObject({ channel: 'call', failure: 'busy' })
  expect(await alertsOf(slip)).toMatchObject([{ step: 'passedOn' }, { step: 'told' }])
  expect(await rig.context.db.$count(messages)).toBe(slips)
})

test('callbacks that come twice, late and in the wrong order raise nothing twice', async () => {
  for (const does of ['twice', 'outOfOrder', 'late'] as const)
    rig.exchange.trouble.add({ webhook: 'callStatus', does, times: 1 })
  rig.exchange.trouble.add({ webhook: 'step', does: 'twice' })
  phone(people.durand).behave(presses('5'))
  const slip = await flood()
  await nobodyAnswers(slip)
  await nobodyAnswers(slip)
  await until('Karim has been told', async () => (await sentTo(slip, 'karim')).length === 2)
  expect(await stepsOf(slip)).toEqual(['alert.repeated', 'alert.called', 'alert.passedOn'])
  phone(people.karim).behave(presses('1'))
  await nobodyAnswers(slip)
  await nobodyAnswers(slip)
  expect((await alertsOf(slip)).map(({ endedBy }) => endedBy)).toEqual(['acknowledged', 'acknowledged'])
  const word = await rig.context.db
    .select()
    .from(acts)
    .where(and(eq(acts.subjectId, slip.id), eq(acts.verb, 'message.acknowledged')))
  expect(word).toHaveLength(1)
})

test('five schedulers at once take each step once', async () => {
  const slip = await flood()
  for (const steps of [['alert.repeated'], ['alert.repeated', 'alert.called']]) {
    rig.clock.advance(10 * minutes + 1000)
    await Promise.all(Array.from({ length: 5 }, () => raiseAlerts(rig.context)))
    expect((await stepsOf(slip)).slice(0, 2)).toEqual(steps)
  }
  const sent = await sentTo(slip, 'durand')
  expect(sent.map(({ channel, repeat }) => [channel, repeat])).toEqual([
    ['email', 0],
    ['sms', 0],
    ['sms', 1],
    ['call', 2],
  ])
})

test('a word taken back within its minutes lets the alert go on from where it stood', async () => {
  const slip = await flood()
  await nobodyAnswers(slip)
  const { actId } = await acknowledges(slip, 'durand')
  rig.clock.advance(2 * minutes)
  const actor = { kind: 'executive', id: slip.recipientId } as const
  const undo = { clientId: slip.clientId, actId: actId ?? '' }
  await rig.context.db.transaction((tx) => undoAct(tx, undo, actor, rig.context.now()))
  expect(await alertsOf(slip)).toMatchObject([{ step: 'repeated', endedAt: null, endedBy: null }])
  await nobodyAnswers(slip)
  expect((await sentTo(slip, 'durand')).at(-1)).toMatchObject({ channel: 'call' })
})

test('a word taken back the next day rings nobody', async () => {
  const slip = await flood()
  const { actId } = await acknowledges(slip, 'durand')
  rig.clock.advance(24 * 60 * minutes)
  const actor = { kind: 'executive', id: slip.recipientId } as const
  const undo = { clientId: slip.clientId, actId: actId ?? '' }
  await rig.context.db.transaction((tx) => undoAct(tx, undo, actor, rig.context.now()))
  expect(await alertsOf(slip)).toMatchObject([{ endedBy: 'acknowledged', nextAt: null }])
})

test('who chose to be told once has no alert, and who is not to be disturbed is told in the morning', async () => {
  await choose('durand', { acknowledgeMinutes: null })
  expect(await alertsOf(await flood())).toEqual([])
  await choose('durand', { quietHours: { from: '09:00', until: '11:00', urgentExempt: false } })
  const { sid, finished } = rig.exchange.text({ from: stranger(), to: lines.plomberie, body: 'Inondation' })
  await finished
  const [text] = await rig.context.db.select().from(texts).where(eq(texts.messageSid, sid))
  const slip = await until('the slip is there', () => slipOf(rig, text?.id ?? ''))
  const [alert] = await alertsOf(slip)
  expect([alert?.startedAt, alert?.nextAt].map((at) => at?.toISOString())).toEqual([
    '2026-11-17T10:00:00.000Z',
    '2026-11-17T10:10:00.000Z',
  ])
})

test('the telephone on the page rings, speaks and takes the key', async () => {
  phone(people.durand).behave({ kind: 'byHand' })
  const slip = await flood()
  await nobodyAnswers(slip)
  rig.clock.advance(10 * minutes + 1000)
  await raiseAlerts(rig.context)
  const leg = await phone(people.durand).rings()
  const card = async () => {
    const answer = await fetch(`${rig.url}/simulator/api/state`)
    const { telephones } = stateSchema.parse(await answer.json())
    return telephones.find(({ number }) => number === people.durand)
  }
  expect(await card()).toMatchObject({ canAnswer: true, leg: { from: lines.plomberie, isOver: false } })
  await post('telephones/answer', { number: people.durand })
  await until('it asks for a key', async () => (await card())?.leg?.expects === 'keys')
  expect((await card())?.leg?.timeline.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/^Message urgent/),
  )
  await post(`calls/${leg.sid}/press`, { digits: '1' })
  await until('it is over', async () => (await alertsOf(slip))[0]?.endedBy === 'acknowledged')
})
