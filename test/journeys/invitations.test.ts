import { and, eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Appointment } from '../../src/agenda/appointment.ts'
import { bookAppointment } from '../../src/agenda/book-appointment.ts'
import { calendars } from '../../src/agenda/calendars/tables.ts'
import { type Changed, changeAppointment } from '../../src/agenda/change-appointment.ts'
import type { Change } from '../../src/agenda/decide-change.ts'
import { appointments } from '../../src/agenda/tables.ts'
import { appointmentNotices } from '../../src/agenda/telling/tables.ts'
import { answers } from '../../src/answers/tables.ts'
import { executives } from '../../src/clients/tables.ts'
import { enqueueDeliveries } from '../../src/deliveries/enqueue-deliveries.ts'
import { idFrom, newId } from '../../src/ids.ts'
import type { TaskKind } from '../../src/tasks/task-kinds.ts'
import { calendarFaults } from '../agenda/invitations/calendar-faults.ts'
import { calendarPrograms, type Pressed } from '../agenda/invitations/calendar-programs.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { bookingOf, secretary } from '../support/an-agenda.ts'
import { sendReply } from '../support/send-reply.ts'
import { until } from '../support/until.ts'
import { tasksOf } from './follow.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig()
})
afterAll(() => rig?.close())

type Executive = typeof executives.$inferSelect
async function executive(key: string): Promise<Executive> {
  const [found] = await rig.context.db.select().from(executives).where(eq(executives.key, key))
  return found ?? expect.fail(key)
}

let hours = 0
/** M. Blanc, in two days, every time an hour later, so that nobody is in the way. */
async function book(key: string): Promise<Appointment> {
  const { db, jobs, now } = rig.context
  hours += 1
  const startsAt = new Date(Date.UTC(2026, 10, 19, 8 + hours))
  const endsAt = new Date(startsAt.getTime() + 30 * 60_000)
  const booking = bookingOf(await executive(key), { startsAt, endsAt, title: 'Consultation divorce' })
  const booked = await db.transaction((tx) => bookAppointment(tx, booking, secretary(now()), now()))
  if (booked.kind !== 'booked') return expect.fail(JSON.stringify(booked))
  await enqueueDeliveries(jobs, booked.deliveries)
  return booked.appointment
}

async function change({ clientId, id }: Appointment, what: Change): Promise<Changed> {
  const { db, jobs, now } = rig.context
  const key = { clientId, appointmentId: id }
  const order = { ...secretary(now()), authority: 'order 00000000-0000-7000-8000-000000000002' }
  const changed = await db.transaction((tx) => changeAppointment(tx, key, what, order, now()))
  if (changed.kind === 'changed') await enqueueDeliveries(jobs, changed.deliveries)
  return changed
}

const standing = async ({ id }: Appointment): Promise<Appointment> => {
  const [found] = await rig.context.db.select().from(appointments).where(eq(appointments.id, id))
  return found ?? expect.fail('it is gone')
}
const stateOf = async (appointment: Appointment) => (await standing(appointment)).state

/** The calendar parts that she was sent about it, in order. */
async function invitations({ uid }: Appointment) {
  const parsed = await Promise.all(rig.mailbox.mails.map(({ source }) => PostalMime.parse(source)))
  return parsed.flatMap((mail) => {
    const part = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar')
    const content = part && typeof part.content !== 'string' ? new TextDecoder().decode(part.content) : ''
    if (!content.includes(`UID:${uid}`)) return []
    // What reads mails takes the carriage returns away.
    const text = content.replace(/\r?\n/g, '\r\n')
    const event = ICAL.Component.fromString(text).getFirstSubcomponent('vevent')
    const [, organizer = ''] = /^mailto:(.+)$/i.exec(String(event?.getFirstPropertyValue('organizer'))) ?? []
    const status = event?.getFirstPropertyValue('status')
    const sequence = Number(event?.getFirstPropertyValue('sequence'))
    return [{ mail, part, text, method: part?.method, organizer, status, sequence }]
  })
}
const invitation = (appointment: Appointment, sequence: number) =>
  until(`invitation ${sequence} is there`, async () =>
    (await invitations(appointment)).find((one) => one.sequence === sequence),
  )

let mails = 0
type Answer = Partial<Pressed> & {
  readonly program?: string
  readonly from?: string
  readonly to?: string
  readonly messageId?: string
  readonly method?: string
  readonly comment?: string
  readonly envelopeFrom?: string
  readonly headers?: Record<string, string>
}

/** Her program answers an invitation; what the server said, and the id of her answer. */
async function answer({ uid }: Appointment, organizer: string, more: Answer) {
  mails += 1
  const { program = 'Outlook and Exchange', from = 'helene@morel.demo.test', method = 'REPLY' } = more
  const { messageId = `<calendar-${mails}@morel.demo.test>`, envelopeFrom = from, headers } = more
  const stamp = rig.clock
    .now()
    .toISOString()
    .replace(/[-:]|\.\d+/g, '')
  const pressed: Pressed = { uid, sequence: 0, attendee: from, organizer, said: 'ACCEPTED', stamp, ...more }
  const written = calendarPrograms[program]?.(pressed) ?? expect.fail(program)
  const calendar = written
    .replace('METHOD:REPLY', `METHOD:${method}`)
    .replace('COMMENT;LANGUAGE=fr-FR:\\n', `COMMENT;LANGUAGE=fr-FR:${more.comment ?? '\\n'}`)
  const code = await sendReply(rig.replySmtpUrl, {
    ...{ from, to: more.to ?? organizer, text: 'Accepté', subject: 'Accepté : rendez-vous', messageId },
    ...{ calendar, envelopeFrom, ...(headers && { headers }) },
  })
  return { code, messageId, id: idFrom('mail', messageId) }
}

const answerOf = async (id: string) => {
  const [found] = await rig.context.db.select().from(answers).where(eq(answers.id, id))
  return found
}
const taskOf = async (kind: TaskKind, key: string) =>
  (await tasksOf(rig, kind)).find((task) => task.key === key)

test('booked, accepted in Outlook, moved, accepted too late, declined in Gmail', async () => {
  const appointment = await book('morel')
  expect(appointment.state).toBe('proposed')
  const first = await invitation(appointment, 0)
  expect(calendarFaults(first.text)).toEqual([])
  expect([first.method, first.status]).toEqual(['REQUEST', 'TENTATIVE'])
  expect(first.mail.subject).toMatch(/^À confirmer\s: Rendez-vous – M\. Blanc, le 19 novembre 2026/)
  expect(first.mail.replyTo?.[0]?.address).toBe(first.organizer)
  expect(first.organizer).toMatch(/^r\+\d+-[a-z2-7]{26}@reponse\.permanence\.demo\.test$/)

  const accepted = await answer(appointment, first.organizer, {})
  expect(accepted.code).toBe(250)
  expect(await stateOf(appointment)).toBe('confirmed')
  expect(await answerOf(accepted.id)).toMatchObject({
    ...{ via: 'invitation', body: 'accepted' },
    done: [{ clientId: appointment.clientId, actId: expect.any(String) }],
  })

  const { startsAt } = appointment
  await change(appointment, { step: 'move', startsAt: new Date(startsAt.getTime() + 86_400_000) })
  const { sequence, state } = await standing(appointment)
  const update = await invitation(appointment, sequence)
  expect(calendarFaults(update.text)).toEqual([])
  expect([update.organizer, update.method]).toEqual([first.organizer, 'REQUEST'])
  expect(sequence).toBeGreaterThan(first.sequence)

  const late = await answer(appointment, first.organizer, { said: 'DECLINED', program: 'Apple Mail' })
  expect(await stateOf(appointment)).toBe(state)
  expect(await taskOf('invitationOutdated', late.id)).toMatchObject({
    details: { appointmentId: appointment.id, text: 'declined' },
  })

  const program = 'Gmail and Google Calendar'
  await answer(appointment, first.organizer, { said: 'DECLINED', program, sequence })
  expect(await stateOf(appointment)).toBe(state === 'proposed' ? 'declined' : 'cancelled')
  expect(await invitations(appointment)).toHaveLength(2)
})

test('the mail shows the invitation beside text and HTML, and attaches it', async () => {
  const { mail, part } = await invitation(await book('morel'), 0)
  expect(part).toMatchObject({ method: 'REQUEST', mimeType: 'text/calendar' })
  expect(mail.attachments.map(({ mimeType }) => mimeType)).toEqual(['text/calendar', 'application/ics'])
  expect(mail.text).toContain('Acceptez ou refusez cette invitation')
  expect(mail.headers.find(({ key }) => key === 'content-type')?.value).toMatch(/^multipart\/mixed/)
})

test('a cancellation takes it out of her calendar again', async () => {
  const appointment = await book('morel')
  await invitation(appointment, 0)
  await change(appointment, { step: 'cancel', reason: null })
  const { sequence } = await standing(appointment)
  const cancelled = await invitation(appointment, sequence)
  expect(calendarFaults(cancelled.text)).toEqual([])
  expect([cancelled.method, cancelled.status]).toEqual(['CANCEL', 'CANCELLED'])
  expect(cancelled.mail.subject).toMatch(/^Annulé\s: /)
})

test('accepted, she may decline the same invitation later, and accept it again', async () => {
  const appointment = await book('morel')
  const { organizer } = await invitation(appointment, 0)
  for (const [said, state] of [
    ['ACCEPTED', 'confirmed'],
    ['DECLINED', 'cancelled'],
    ['ACCEPTED', 'confirmed'],
  ] as const) {
    rig.clock.advance(2_000)
    await answer(appointment, organizer, { said, program: 'Thunderbird' })
    expect(await stateOf(appointment)).toBe(state)
  }
  const maybe = await answer(appointment, organizer, { said: 'TENTATIVE' })
  expect(await stateOf(appointment)).toBe('confirmed')
  expect(await taskOf('invitationMaybe', maybe.id)).toBeDefined()
})

test('"erreur" by mail takes her Accept back, and asks her again', async () => {
  const appointment = await book('morel')
  const { organizer } = await invitation(appointment, 0)
  await answer(appointment, organizer, {})
  expect(await stateOf(appointment)).toBe('confirmed')
  const from = 'helene@morel.demo.test'
  const mail = { from, to: organizer, text: 'erreur', subject: 'Re: rendez-vous', envelopeFrom: from }
  await sendReply(rig.replySmtpUrl, { ...mail, messageId: '<erreur-1@morel.demo.test>' })
  expect(await stateOf(appointment)).toBe('proposed')
  expect(await invitation(appointment, 2)).toMatchObject({ status: 'TENTATIVE' })
})

test('the same answer delivered twice is one, and an empty sender is no matter', async () => {
  const appointment = await book('morel')
  const { organizer } = await invitation(appointment, 0)
  const headers = { 'Auto-Submitted': 'auto-generated' }
  const { messageId, id } = await answer(appointment, organizer, { envelopeFrom: '', headers })
  expect(await stateOf(appointment)).toBe('confirmed')
  const { version } = await standing(appointment)
  await answer(appointment, organizer, { messageId, said: 'DECLINED' })
  expect(await standing(appointment)).toMatchObject({ state: 'confirmed', version })
  expect((await answerOf(id))?.body).toBe('accepted')
})

test('what she writes with her yes, and another time that she proposes, a person reads', async () => {
  const appointment = await book('morel')
  const { organizer } = await invitation(appointment, 0)
  const counter = await answer(appointment, organizer, { method: 'COUNTER' })
  expect(await stateOf(appointment)).toBe('proposed')
  expect(await taskOf('invitationCounter', counter.id)).toMatchObject({
    details: { text: 'counter 24/11/2026 15:00 (W. Europe Standard Time)' },
  })
  const tentative = await answer(appointment, organizer, { said: 'TENTATIVE' })
  expect([await stateOf(appointment), (await answerOf(tentative.id))?.body]).toEqual([
    'proposed',
    'tentative',
  ])
  const refresh = await answer(appointment, organizer, { method: 'REFRESH' })
  expect([refresh.code, await answerOf(refresh.id)]).toEqual([250, undefined])
  const commented = await answer(appointment, organizer, { comment: 'Prévoir une heure' })
  expect(await stateOf(appointment)).toBe('confirmed')
  expect(await taskOf('executiveText', commented.id)).toMatchObject({ details: { answerId: commented.id } })
})

test('nobody answers for somebody else', async () => {
  const hers = await book('morel')
  const others = await book('nguyen')
  const { organizer } = await invitation(hers, 0)
  const uids = [others.uid, 'nobody-knows-it']
  for (const uid of uids) {
    const sent = await answer(hers, organizer, { uid })
    expect(await taskOf('unreadMail', sent.id)).toBeDefined()
  }
  for (const wrong of [
    { attendee: 'evil@x.test' },
    { from: 'evil@x.test', attendee: 'helene@morel.demo.test' },
  ]) {
    const sent = await answer(hers, organizer, wrong)
    expect(await taskOf('answerFromElsewhere', sent.id)).toBeDefined()
  }
  expect([await stateOf(hers), await stateOf(others)]).toEqual(['proposed', 'proposed'])
})

test('of a health client the invitation says when, and nothing else', async () => {
  const { mail, text } = await invitation(await book('lenoir'), 0)
  expect(calendarFaults(text)).toEqual([])
  for (const secret of ['Blanc', 'divorce'])
    expect(text.replaceAll('\r\n ', '') + mail.text + mail.subject + mail.html).not.toContain(secret)
})

test('who does not want invitations, or whose calendar we write, is sent none', async () => {
  const { db, now } = rig.context
  const morel = await executive('morel')
  const isShe = and(eq(executives.clientId, morel.clientId), eq(executives.id, morel.id))
  const sentFor = ({ clientId }: Appointment) =>
    db.$count(
      appointmentNotices,
      and(eq(appointmentNotices.clientId, clientId), eq(appointmentNotices.kind, 'invitation')),
    )
  const choices = { ...morel.choices, agenda: { ...morel.choices.agenda, invitations: false } }
  await db.update(executives).set({ choices }).where(isShe)
  const unwanted = await book('morel')
  const before = await sentFor(unwanted)
  await db.update(executives).set({ choices: morel.choices }).where(isShe)
  const { clientId, id: executiveId } = morel
  await db.insert(calendars).values({
    ...{ clientId, id: newId(), executiveId, kind: 'caldav', name: 'Agenda', url: 'https://cal.test/' },
    ...{ writes: true, nextAt: now(), createdAt: now(), endedAt: null },
  })
  expect(await sentFor(await book('morel'))).toBe(before)
  await db.update(calendars).set({ endedAt: now() }).where(eq(calendars.executiveId, executiveId))
  expect(await sentFor(await book('morel'))).toBe(before + 1)
})
