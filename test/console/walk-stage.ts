import { and, eq } from 'drizzle-orm'
import { recordAct } from '../../src/acts/record-act.ts'
import { bookAppointment } from '../../src/agenda/book-appointment.ts'
import { calendars } from '../../src/agenda/calendars/tables.ts'
import { newEventSchema } from '../../src/agenda/events/event.ts'
import { createEvent } from '../../src/agenda/events/save-event.ts'
import { eventSteps } from '../../src/agenda/events/tables.ts'
import { absences } from '../../src/agenda/tables.ts'
import { waitingCallers } from '../../src/agenda/waiting/tables.ts'
import { promiseCallback } from '../../src/callbacks/promise-callback.ts'
import { recordings } from '../../src/calls/tables.ts'
import { keepImport } from '../../src/clients/setup/contacts/kept-imports.ts'
import { clients, contacts, executives } from '../../src/clients/tables.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { handOverNotes, handOvers, shifts, teams } from '../../src/floor/tables.ts'
import { newId } from '../../src/ids.ts'
import { secretaries, sessions } from '../../src/secretaries/tables.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { texts } from '../../src/texts/tables.ts'
import { messageFor } from '../support/a-message.ts'
import type { AgencyRig } from '../support/agency-rig.ts'
import { typeFor } from '../support/an-agenda.ts'
import { signIn } from '../support/console-rig.ts'
import { ring } from '../support/ring.ts'

type Executive = typeof executives.$inferSelect

/** What a parameter of an address, or a field of a form, is filled with. */
export type Filling = Readonly<Record<string, string>>

/**
 * One of everything that a client owns, by the name that addresses give it. A route with another name of a
 * parameter fails the walk until the name is here.
 */
export async function stageClient(rig: AgencyRig, key: string, line: string): Promise<Filling> {
  const { db } = rig.context
  const [client] = await db.select().from(clients).where(eq(clients.key, key))
  if (!client) throw new Error(`no client ${key}`)
  const { clientId } = client
  // Named as the client: who is told of a message at once, rather than in a digest.
  const all = await db.select().from(executives).where(eq(executives.clientId, clientId))
  const executive = all.find((one) => one.key === key) ?? all[0]
  if (!executive) throw new Error(`${key} has no executive`)
  const call = await ring(rig, { from: '+33199005577', to: line })
  const messageId = await messageFor(db, executive, rig.context.now())
  const [delivery] = await db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.clientId, clientId), eq(deliveries.messageId, messageId)))
  return {
    clientId: String(clientId),
    callId: call.id,
    recordingId: await anyConversation(rig, clientId, call.id),
    textId: await writeText(rig, key, line),
    messageId,
    slipId: messageId,
    contactId: await anyContact(rig, clientId),
    taskId: await anyTask(rig, clientId),
    callbackId: await anyCallback(rig, clientId),
    deliveryId: delivery?.id ?? 'no-delivery',
    actId: await anyChange(rig, clientId),
    importId: await anyImport(rig, clientId),
    numberId: newId(),
    calendarId: await anyCalendar(rig, executive, key),
    appointmentId: await anyAppointment(rig, executive),
    absenceId: await anyAbsence(rig, executive, key),
    ...(await anyEvent(rig, executive, key)),
    waitingId: await anyWaiting(rig, executive, key),
    ...named(executive.key),
  }
}

/** Of things that have a key or a number within their client. */
const named = (executive: string) => ({
  ...{ key: executive, version: '1', sessionId: '', secretaryId: '', teamId: '' },
  ...{ shiftId: '', handOverId: '', noteId: '' },
})

async function anyConversation({ context }: AgencyRig, clientId: number, callId: string): Promise<string> {
  const id = newId()
  const awaited = { kind: 'conversation', seconds: 7, announcedAt: context.now() } as const
  await context.db.insert(recordings).values({ clientId, id, callId, recordingSid: `RE${id}`, ...awaited })
  return id
}

async function writeText(rig: AgencyRig, key: string, line: string): Promise<string> {
  const { sid, finished } = rig.exchange.text({
    from: '+33199005577',
    to: line,
    body: `Rappelez-moi, SECRET-${key}`,
  })
  await finished
  const [row] = await rig.context.db.select().from(texts).where(eq(texts.messageSid, sid))
  return row?.id ?? ''
}

async function anyContact({ context: { db } }: AgencyRig, clientId: number): Promise<string> {
  const [known] = await db.select().from(contacts).where(eq(contacts.clientId, clientId))
  if (known) return known.id
  const id = newId()
  await db.insert(contacts).values({ clientId, id, key: 'walk', name: 'Quelqu’un', tags: [] })
  return id
}

async function anyTask({ context: { db, now } }: AgencyRig, clientId: number): Promise<string> {
  const row = { clientId, id: newId(), audience: 'secretary', kind: 'callback', key: newId() } as const
  await db.insert(tasks).values({ ...row, details: {}, createdAt: now() })
  return row.id
}

async function anyCallback({ context: { db, now } }: AgencyRig, clientId: number): Promise<string> {
  const who = { clientId, number: null, name: 'Mme Collin' }
  const wish = { ...who, key: `desk:${newId()}`, source: 'desk', why: null } as const
  const doing = { actor: { kind: 'software', id: null }, at: now() } as const
  return (await db.transaction((tx) => promiseCallback(tx, wish, doing))).callbackId
}

/** Of no type: it stands for whatever a client's agenda holds. */
async function anyAppointment(
  { context: { db, now } }: AgencyRig,
  executive: typeof executives.$inferSelect,
) {
  const { clientId, id: executiveId, key } = executive
  const [startsAt, endsAt] = [24, 25].map((hours) => new Date(now().getTime() + hours * 3_600_000))
  if (!startsAt || !endsAt) throw new Error('two hours are two dates')
  const title = `SECRET-${key}`
  const booking = {
    clientId,
    executiveId,
    typeId: null,
    startsAt,
    endsAt,
    title,
    details: [],
    note: null,
    source: null,
  }
  const caller = { name: 'M. Blanc', number: null, email: null, contactId: null, language: 'fr' } as const
  const doing = { actor: { kind: 'executive', id: executiveId }, via: 'page', saidAt: now() } as const
  const booked = await db.transaction((tx) => bookAppointment(tx, { ...booking, caller }, doing, now()))
  if (booked.kind !== 'booked') throw new Error(`the appointment was ${booked.kind}`)
  return booked.appointment.id
}

/** As the pages of a client's settings leave it. */
async function anyChange({ context: { db, now } }: AgencyRig, clientId: number): Promise<string> {
  const change = (value: string) => [{ part: 'settings', key: null, value: { name: value } }]
  return db.transaction((tx) =>
    recordAct(tx, {
      clientId,
      actor: { kind: 'supervisor', id: newId() },
      verb: 'client.changed',
      subject: { kind: 'client', id: String(clientId) },
      before: change('Avant'),
      after: { changes: change('Après'), contacts: null },
      at: now(),
    }),
  )
}

/** A file of contacts that somebody looks at before it is imported. */
function anyImport({ context }: AgencyRig, clientId: number): Promise<string> {
  const upload = { kind: 'read', encoding: 'utf-8', delimiter: ';', content: 'nom\nMme Bois\n' } as const
  return keepImport(context, { upload, clientId, secretaryId: newId(), fileName: 'c.csv', mapping: ['name'] })
}

async function anyCalendar(
  { context: { db, now } }: AgencyRig,
  { clientId, id: executiveId }: typeof executives.$inferSelect,
  key: string,
): Promise<string> {
  const id = newId()
  const named = { kind: 'ics', name: `SECRET-${key}`, url: 'https://calendar.test/' } as const
  const at = { nextAt: now(), createdAt: now() }
  await db.insert(calendars).values({ clientId, id, executiveId, ...named, ...at, writes: false })
  return id
}

async function anyAbsence({ context: { db, now } }: AgencyRig, executive: Executive, key: string) {
  const { clientId, id: executiveId } = executive
  const [startsAt, endsAt] = [48, 72].map((hours) => new Date(now().getTime() + hours * 3_600_000))
  if (!startsAt || !endsAt) throw new Error('two hours are two dates')
  const label = `SECRET-${key}`
  const row = { clientId, id: newId(), executiveId, startsAt, endsAt, label, createdAt: now() }
  await db.insert(absences).values(row)
  return row.id
}

async function anyEvent({ context: { db, now } }: AgencyRig, { clientId, id }: Executive, key: string) {
  const [startsAt, endsAt] = [72, 96].map((hours) => new Date(now().getTime() + hours * 3_600_000))
  if (!startsAt || !endsAt) throw new Error('two hours are two dates')
  const entered = { title: `SECRET-${key}`, executiveIds: [id], steps: [{ what: `SECRET-${key}` }] }
  const event = newEventSchema.parse({ ...entered, startsAt, endsAt })
  const doing = { actor: { kind: 'executive', id }, via: 'page', saidAt: now() } as const
  const { event: saved } = await db.transaction((tx) => createEvent(tx, clientId, event, doing, now()))
  const [step] = await db.select().from(eventSteps).where(eq(eventSteps.eventId, saved.id))
  return { eventId: saved.id, stepId: step?.id ?? '' }
}

async function anyWaiting({ context: { db, now } }: AgencyRig, { clientId }: Executive, key: string) {
  const type = await typeFor(db, { clientId }, { name: `SECRET-${key}` })
  const waiting = {
    clientId,
    id: newId(),
    typeId: type.id,
    callerName: `SECRET-${key}`,
    language: 'fr',
  } as const
  await db.insert(waitingCallers).values({ ...waiting, suits: 'any', state: 'waiting', createdAt: now() })
  return waiting.id
}

/** An open session of hers, and who she is. */
export async function stageSecretary(rig: AgencyRig, key: string): Promise<Filling> {
  await signIn(rig, key)
  const [row] = await rig.context.db.select().from(secretaries).where(eq(secretaries.key, key))
  if (!row) throw new Error(`no secretary ${key}`)
  const [session] = await rig.context.db.select().from(sessions).where(eq(sessions.secretaryId, row.id))
  const [team] = await rig.context.db.select().from(teams)
  return {
    ...{ sessionId: session?.id ?? '', secretaryId: row.id, teamId: team?.id ?? '' },
    ...(await stageRelay(rig, row.id)),
  }
}

/** Her shift, what was handed to her, and a note of hers that nobody has yet. */
async function stageRelay({ context: { db, now } }: AgencyRig, secretaryId: string): Promise<Filling> {
  const [shiftId, handOverId, noteId] = [newId(), newId(), newId()]
  const [startsAt, endsAt] = [new Date('2027-01-04T08:00:00Z'), new Date('2027-01-04T12:00:00Z')]
  await db.insert(shifts).values({ id: shiftId, secretaryId, startsAt, endsAt })
  await db.insert(handOvers).values({ id: handOverId, fromId: secretaryId, toId: secretaryId, at: now() })
  const note = { id: noteId, authorId: secretaryId, body: 'SECRET', writtenAt: now() }
  await db.insert(handOverNotes).values(note)
  return { shiftId, handOverId, noteId }
}

/** Of the right form, but of nothing. */
export const nothing: Filling = {
  ...{ clientId: '999999', callId: newId(), textId: newId(), messageId: newId(), slipId: newId() },
  ...{ contactId: newId(), taskId: newId(), deliveryId: newId(), sessionId: newId(), secretaryId: newId() },
  ...{ actId: newId(), importId: newId(), numberId: newId(), calendarId: newId(), teamId: newId() },
  ...{ callbackId: newId(), telephoneId: newId(), recordingId: newId() },
  ...{ appointmentId: newId(), absenceId: newId(), eventId: newId(), stepId: newId(), waitingId: newId() },
  ...{ shiftId: newId(), handOverId: newId(), noteId: newId() },
  ...{ key: 'nobody-has-this-key', version: '999999' },
}
