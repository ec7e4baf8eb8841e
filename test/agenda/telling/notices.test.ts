import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Appointment } from '../../../src/agenda/appointment.ts'
import { bookAppointment, type NewBooking } from '../../../src/agenda/book-appointment.ts'
import { type Change, changeAppointment } from '../../../src/agenda/change-appointment.ts'
import type { Doing } from '../../../src/agenda/doing.ts'
import { appointmentTypes } from '../../../src/agenda/tables.ts'
import { findDueReminders } from '../../../src/agenda/telling/find-due-reminders.ts'
import { undoAct } from '../../../src/answers/undo-act.ts'
import { clients, executives } from '../../../src/clients/tables.ts'
import { links } from '../../../src/links/tables.ts'
import { mandates } from '../../../src/mandates/tables.ts'
import { weekdaySchema } from '../../../src/rules/rule.ts'
import { tasks } from '../../../src/tasks/tables.ts'
import { bookingOf, by, mandateFor, secretary, typeFor } from '../../support/an-agenda.ts'
import { type DeliveryRig, morel, number, startDeliveryRig } from '../../support/delivery-rig.ts'

let rig: DeliveryRig
beforeAll(async () => {
  rig = await startDeliveryRig(mkdtempSync(join(tmpdir(), 'permanence-')))
})
beforeEach(async () => {
  await rig.reset()
  await rig.context.db.delete(mandates)
  await rig.context.db.delete(appointmentTypes)
  typeId = null
  await rig.context.db.update(clients).set({ health: false, state: 'live' })
  set('2026-11-23T10:00:00Z')
})
afterAll(() => rig?.close())

let typeId: string | null = null
const set = (iso: string) => rig.pass((Date.parse(iso) - rig.context.now().getTime()) / 1000)
/** The clock runs on, and the workers do what is due. */
async function pass(seconds: number) {
  rig.pass(seconds)
  await rig.work()
  await rig.work()
}

const blanc = number('+33199002020')
const caller = { name: 'M. Blanc', number: blanc, email: null, contactId: null, language: 'fr' } as const
const her = () => by({ kind: 'executive', id: morel.id }, 'page', rig.context.now())

/** Half an hour with Me Morel, Thursday at 15:00 unless said otherwise. */
async function book(more: Partial<NewBooking> = {}): Promise<Appointment & { actId: string }> {
  const { startsAt = new Date('2026-11-26T14:00:00Z') } = more
  const endsAt = new Date(startsAt.getTime() + 30 * 60_000)
  const said = { title: 'Premier rendez-vous', typeId, startsAt, endsAt, caller, ...more }
  const now = rig.context.now()
  const booked = await rig.context.db.transaction((tx) =>
    bookAppointment(tx, bookingOf({ clientId: 1, id: morel.id }, said), secretary(now), now),
  )
  if (booked.kind !== 'booked') return expect.fail(JSON.stringify(booked))
  return { ...booked.appointment, actId: booked.actId }
}
/** From here on the secretary books without asking. */
async function decides() {
  await mandateFor(rig.context.db, { clientId: 1 })
  const workingHours = [{ days: [...weekdaySchema.options], from: '06:00', to: '22:00' }]
  await rig.context.db.update(executives).set({ workingHours })
  typeId = (await typeFor(rig.context.db, { clientId: 1 })).id
}

async function change({ id }: Appointment, what: Change, doing: Doing = her()): Promise<string> {
  const key = { clientId: 1, appointmentId: id }
  const changed = await rig.context.db.transaction((tx) =>
    changeAppointment(tx, key, what, doing, rig.context.now()),
  )
  return changed.kind === 'changed' ? changed.actId : expect.fail(JSON.stringify(changed))
}
const undo = (actId: string) =>
  rig.context.db.transaction((tx) => undoAct(tx, { clientId: 1, actId }, her().actor, rig.context.now()))

async function remind() {
  await findDueReminders(rig.context)
  await pass(0)
}

const heard = (of: string = blanc) =>
  rig.exchange.telephone(of).texts.map(({ body }) => body.replace(/\nhttp\S+$/, ''))
const hers = () => heard(morel.mobile)
const openTasks = async () =>
  (await rig.context.db.select().from(tasks)).filter(({ doneAt }) => !doneAt).map(({ kind }) => kind)
const from = 'Cabinet Morel & Associés : '

test('a booking that she must confirm is noted to the caller at once, and asked of her by number', async () => {
  await book()
  await pass(0)
  expect(heard()).toEqual([
    `${from}votre RDV du jeudi 26/11 à 15h00 avec Me Morel est noté. Nous vous le confirmerons.`,
  ])
  expect(hers()).toEqual([
    'Cabinet Morel & Associés\n1. RDV jeudi 26/11 à 15h00, M. Blanc (Premier rendez-vous)\nRépondez 1 oui ou 1 non.',
  ])
})

test('her no reaches the caller after two minutes, and taken back in time he never hears of it', async () => {
  const appointment = await book()
  await pass(0)
  const declined = await change(appointment, { step: 'decline', reason: null })
  await pass(110)
  expect(heard()).toHaveLength(1)
  await undo(declined)
  await pass(600)
  expect(heard()).toHaveLength(1)
  await change(appointment, { step: 'decline', reason: null })
  await pass(125)
  expect(heard()[1]).toBe(
    `${from}votre RDV du jeudi 26/11 à 15h00 avec Me Morel n'est pas possible. Appelez-nous pour une autre date.`,
  )
})

test('taken back too late he gets one correction', async () => {
  await decides()
  const appointment = await book()
  await pass(0)
  const cancelled = await change(appointment, { step: 'cancel', reason: null })
  await pass(125)
  await undo(cancelled)
  await pass(125)
  await pass(600)
  expect(heard().map((body) => /est (\S+)\./.exec(body)?.[1])).toEqual(['confirmé', 'annulé', 'confirmé'])
})

test('moved twice before he heard of it he is told once, from the time he knows to the last', async () => {
  await decides()
  const appointment = await book()
  await pass(0)
  await change(appointment, { step: 'move', startsAt: new Date('2026-11-26T15:00:00Z') })
  await pass(30)
  await change(appointment, { step: 'move', startsAt: new Date('2026-11-27T09:00:00Z') })
  await pass(125)
  expect(heard().slice(1)).toEqual([
    `${from}votre RDV du jeudi 26/11 à 15h00 avec Me Morel est déplacé au vendredi 27/11 à 10h00.`,
  ])
})

test('at night he is left alone until eight, unless he would set out before nine', async () => {
  await decides()
  set('2026-11-23T20:00:00Z')
  await book()
  await book({
    startsAt: new Date('2026-11-24T07:30:00Z'),
    caller: { ...caller, number: number('+33199002021') },
  })
  await pass(0)
  expect(heard()).toEqual([])
  expect(heard('+33199002021')).toHaveLength(1)
  set('2026-11-24T07:00:00Z')
  await pass(0)
  expect(heard()).toHaveLength(1)
})

test('whoever cannot be texted gets a mail, and without an address a secretary rings him', async () => {
  await decides()
  const landline = { ...caller, number: number('+33199008001') }
  await book({ caller: { ...landline, email: 'blanc@example.test' } })
  await pass(0)
  await pass(0)
  expect(rig.mail.caught.filter(({ recipients }) => recipients.includes('blanc@example.test'))).toHaveLength(
    1,
  )
  expect(await openTasks()).toEqual([])
  await book({ startsAt: new Date('2026-11-26T16:00:00Z'), caller: landline })
  await pass(0)
  expect(await openTasks()).toEqual(['callerUntold'])
  await book({ startsAt: new Date('2026-11-26T17:00:00Z'), caller: { ...caller, number: null } })
  await pass(0)
  expect(await openTasks()).toEqual(['callerUntold'])
})

test('a health client names nobody and nothing, neither to callers nor to her', async () => {
  await rig.context.db.delete(mandates)
  await rig.context.db.delete(appointmentTypes)
  typeId = null
  await rig.context.db.update(clients).set({ health: true })
  await book({ title: 'Première consultation' })
  await pass(0)
  expect(heard()).toEqual(['Votre RDV du jeudi 26/11 à 15h00 est noté. Nous vous le confirmerons.'])
  expect(hers()).toEqual(['1. RDV jeudi 26/11 à 15h00\nRépondez 1 oui ou 1 non.'])
})

test('appointments that follow each other are told in one text, and what falls away meanwhile is left out', async () => {
  await decides()
  set('2026-11-23T21:00:00Z')
  const first = await book()
  await book({ startsAt: new Date('2026-11-26T14:30:00Z') })
  await book({ startsAt: new Date('2026-11-26T15:00:00Z') })
  await change(
    first,
    { step: 'cancel', reason: null },
    { ...secretary(rig.context.now()), authority: 'order x' },
  )
  set('2026-11-24T07:01:00Z')
  await pass(0)
  expect(heard().toSorted()).toEqual([
    `${from}vos RDV avec Me Morel sont confirmés : jeudi 26/11 à 15h30 et 16h00.`,
    `${from}votre RDV du jeudi 26/11 à 15h00 avec Me Morel est annulé.`,
  ])
})

test('what others do with her time she hears at once, unless her digest is soon enough', async () => {
  await decides()
  const appointment = await book()
  const move = { step: 'move', startsAt: new Date('2026-11-26T15:00:00Z') } as const
  await change(appointment, move, secretary(rig.context.now()))
  await pass(0)
  expect(hers()).toContain(
    'Cabinet Morel & Associés\n1. RDV déplacé jeudi 26/11 à 16h00 (au lieu de jeudi 26/11 à 15h00), M. Blanc (Premier rendez-vous)',
  )
  const known = hers().length
  const [executive] = await rig.context.db.select().from(executives).where(eq(executives.id, morel.id))
  const choices = executive?.choices ?? expect.fail('she is gone')
  const digestOnly = { ...choices, agenda: { ...choices.agenda, news: 'digest' as const } }
  await rig.context.db.update(executives).set({ choices: digestOnly }).where(eq(executives.id, morel.id))
  await book({ startsAt: new Date('2026-11-27T15:00:00Z') })
  await pass(0)
  expect(hers()).toHaveLength(known)
  await book({ startsAt: new Date('2026-11-23T15:00:00Z') })
  await pass(0)
  expect(hers()).toHaveLength(known + 1)
})

test('of what was booked elsewhere, and of a client whose service rests, callers hear nothing', async () => {
  await decides()
  await book({ bookedElsewhere: 'Doctolib' })
  await rig.context.db.update(clients).set({ state: 'suspended' })
  await book({ startsAt: new Date('2026-11-26T16:00:00Z') })
  await pass(0)
  expect(heard()).toEqual([])
  expect(await openTasks()).toEqual([])
})

test('the day before he is reminded once, in the evening where it would be night, of all that follow', async () => {
  await decides()
  await book({ startsAt: new Date('2026-11-26T06:30:00Z') })
  await book({ startsAt: new Date('2026-11-26T07:00:00Z') })
  await pass(0)
  const before = heard().length
  set('2026-11-24T17:59:00Z')
  await remind()
  expect(heard()).toHaveLength(before)
  set('2026-11-24T18:01:00Z')
  await remind()
  await remind()
  expect(heard().slice(before)).toEqual([
    `${from}rappel de vos RDV avec Me Morel : jeudi 26/11 à 07h30 et 08h00.`,
  ])
})

test('nobody is reminded of a time that moved, nor of one that was booked since', async () => {
  await decides()
  const moved = await book()
  set('2026-11-25T13:50:00Z')
  await change(moved, { step: 'move', startsAt: new Date('2026-11-26T15:00:00Z') })
  await book({ startsAt: new Date('2026-11-26T08:00:00Z') })
  set('2026-11-25T14:30:00Z')
  await remind()
  expect(heard().filter((body) => body.includes('rappel'))).toEqual([])
  set('2026-11-25T15:01:00Z')
  await remind()
  expect(heard().filter((body) => body.includes('rappel'))).toEqual([
    `${from}rappel de votre RDV du jeudi 26/11 à 16h00 avec Me Morel.`,
  ])
})

test('thousands whose hour comes later do not keep anybody from being reminded in time', async () => {
  await decides()
  await book()
  await pass(0)
  const soon = await typeFor(rig.context.db, { clientId: 1 }, { reminderHours: [2] })
  await rig.context.db.execute(sql`
    insert into appointments (client_id, id, executive_id, type_id, state, starts_at, ends_at, blocked_from,
      blocked_until, time_zone, title, venue, caller_name, caller_number, language, uid, created_at, changed_at)
    select 1, md5('one of many ' || n)::uuid, ${morel.id}, ${soon.id}, 'confirmed', at, at + interval '1 s', at,
      at + interval '1 s', 'Europe/Paris', 'RDV', 'onSite', 'Mme Noir', '+33199002021', 'fr', 'many-' || n,
      '2026-11-20', '2026-11-20'
    from generate_series(1, 2100) n, lateral (select '2026-11-25T16:10Z'::timestamptz + n * interval '20 s' as at) starts`)
  set('2026-11-25T14:01:00Z')
  await remind()
  expect(heard().at(-1)).toContain('rappel de votre RDV du jeudi 26/11 à 15h00')
  expect(heard('+33199002021')).toEqual([])
})

test('her text leads to the appointment until a day after its end, wherever it moves, and of several to her agenda', async () => {
  const opened = async () =>
    (await rig.context.db.select().from(links).where(eq(links.executiveId, morel.id))).map(
      ({ purpose, subjectId, expiresAt }) => ({ purpose, subjectId, expiresAt }),
    )
  const one = await book()
  await pass(0)
  expect(rig.exchange.telephone(morel.mobile).texts.at(-1)?.body).toMatch(
    /1 non\.\nhttp\S+\/l\/1\/[\w-]{22}$/,
  )
  const link = { purpose: 'appointment', subjectId: one.id }
  expect(await opened()).toEqual([{ ...link, expiresAt: new Date('2026-11-27T14:30:00Z') }])
  await change(one, { step: 'move', startsAt: new Date('2026-12-03T14:00:00Z') })
  expect(await opened()).toEqual([{ ...link, expiresAt: new Date('2026-12-04T14:30:00Z') }])
  await book()
  await book({ startsAt: new Date('2026-11-26T14:30:00Z') })
  await pass(0)
  expect((await opened()).map(({ purpose, subjectId }) => [purpose, subjectId])).toContainEqual([
    'agenda',
    morel.id,
  ])
})

test('who has no mobile gets one mail about a question: the invitation, which leads to her answer', async () => {
  await rig.context.db.update(executives).set({ mobile: null }).where(eq(executives.id, morel.id))
  await book()
  await pass(0)
  const mails = rig.mail.caught.filter(({ recipients }) => recipients.includes(morel.email))
  expect(mails).toHaveLength(1)
  expect(JSON.stringify(mails[0])).toMatch(/METHOD:REQUEST|text\/calendar/)
})
