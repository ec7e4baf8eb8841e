import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bookAppointment, type NewBooking } from '../../src/agenda/book-appointment.ts'
import { appointments } from '../../src/agenda/tables.ts'
import { giveNumber } from '../../src/answers/line-number.ts'
import { answers, lineNumbers } from '../../src/answers/tables.ts'
import { takeAnswer } from '../../src/answers/take-answer.ts'
import { isOpen } from '../../src/callbacks/lock-callback.ts'
import { callbacks, callbackWishes } from '../../src/callbacks/tables.ts'
import type { Db, Transaction } from '../../src/db/db.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { idFrom } from '../../src/ids.ts'
import { parsePhoneNumber } from '../../src/phone-number.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { executiveWith, messageFor } from '../support/a-message.ts'
import { bookingOf, emptyAgenda, secretary, typeFor } from '../support/an-agenda.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'

type Executive = Awaited<ReturnType<typeof executiveWith>>
/** A Tuesday, 10:00 in Paris. */
const start = new Date('2026-11-17T09:00:00Z')
const at = (text: string) => new Date(`${text}:00+01:00`)
let ids = 0

describeOnEachDatabase('her word on an appointment', (kind) => {
  let opened: TestDatabase
  let db: Db
  let morel: Executive
  let lenoir: Executive
  let now = start
  beforeAll(async () => {
    opened = await openTestDatabase(kind)
    db = opened.database.db
    morel = await executiveWith(db, '+33199001101')
    lenoir = await executiveWith(db, '+33199001103')
  })
  afterAll(() => opened?.close())
  beforeEach(async () => {
    now = start
    for (const table of [callbackWishes, callbacks]) await db.delete(table)
    await emptyAgenda(db)
    for (const table of [lineNumbers, deliveries, answers, tasks]) await db.delete(table)
  })

  const run = <T>(work: (tx: Transaction) => Promise<T>) => db.transaction(work)
  /** Proposed under no mandate, with its number. */
  const asked = async (startsAt: Date, executive = morel, more: Partial<NewBooking> = {}) => {
    const type = await typeFor(db, executive)
    const booking = bookingOf(executive, { typeId: type.id, startsAt, ...more })
    const outcome = await run((tx) => bookAppointment(tx, booking, secretary(now), now))
    if (outcome.kind !== 'booked') throw new Error(JSON.stringify(outcome))
    const { id } = outcome.appointment
    const number = await run((tx) => giveNumber(tx, executive, { kind: 'appointment', id }, now))
    return { id, number: number ?? 0 }
  }
  /** A minute later, she writes; answers the echo. */
  const write = async (body: string, executive = morel) => {
    now = new Date(now.getTime() + 60_000)
    ids += 1
    const { clientId, id: executiveId } = executive
    const answer = { id: idFrom('answer-appointment', ids), clientId, executiveId, body, receivedAt: now }
    const outcome = await run((tx) => takeAnswer(tx, { ...answer, via: 'sms' }, now))
    return 'echo' in outcome ? outcome.echo : outcome.kind
  }
  const stateOf = async (id: string) =>
    (await db.select().from(appointments).where(eq(appointments.id, id)))[0]

  test('yes confirms, and "erreur" makes it a question again', async () => {
    const { id, number } = await asked(at('2026-11-19T15:00'))
    expect(await write(`${number} oui`)).toBe(
      '1 (M. Blanc) : RDV confirmé, jeudi 19/11 à 15h00.\nPour annuler : erreur',
    )
    expect(await stateOf(id)).toMatchObject({ state: 'confirmed' })
    expect(await write('erreur')).toBe('Annulé : 1 (M. Blanc), RDV à valider, jeudi 19/11 à 15h00.')
    expect(await stateOf(id)).toMatchObject({ state: 'proposed' })
  })

  test('at any time: yes, then cancelled, then yes again', async () => {
    const { id } = await asked(at('2026-11-19T15:00'))
    await write('1 ok')
    expect(await stateOf(id)).toMatchObject({ state: 'confirmed' })
    expect(await write('1 annuler')).toContain('RDV annulé')
    expect(await stateOf(id)).toMatchObject({ state: 'cancelled' })
    expect(await write('1 annuler')).toContain('RDV déjà annulé')
    expect(await write('1 oui')).toContain('RDV confirmé')
    expect(await stateOf(id)).toMatchObject({ state: 'confirmed' })
    expect(await write('1 non')).toContain('RDV annulé')
  })

  test('another time is agreed to at once, unless it is not free', async () => {
    const { id } = await asked(at('2026-11-19T15:00'))
    const other = await asked(at('2026-11-20T10:00'))
    expect(await write('1 vendredi 10h')).toContain("n'est pas libre, rien n'est changé")
    expect(await stateOf(id)).toMatchObject({ state: 'proposed', startsAt: at('2026-11-19T15:00') })
    expect(await write('1 vendredi 16h')).toContain('RDV déplacé, vendredi 20/11 à 16h00')
    expect(await stateOf(id)).toMatchObject({ state: 'confirmed', startsAt: at('2026-11-20T16:00') })
    expect(await stateOf(other.id)).toMatchObject({ state: 'proposed' })
  })

  test('beside messages "oui" means the one question; of two it means neither', async () => {
    const message = await messageFor(db, morel, now)
    await run((tx) => giveNumber(tx, morel, { kind: 'message', id: message }, now))
    const first = await asked(at('2026-11-19T15:00'))
    expect(await write('oui')).toContain('RDV confirmé')
    expect(await stateOf(first.id)).toMatchObject({ state: 'confirmed' })
    const [second, third] = [await asked(at('2026-11-23T10:00')), await asked(at('2026-11-24T10:00'))]
    await write('oui')
    expect(await stateOf(second.id)).toMatchObject({ state: 'proposed' })
    expect(await stateOf(third.id)).toMatchObject({ state: 'proposed' })
    expect((await db.select().from(tasks)).map((task) => task.kind)).toContain('executiveText')
  })

  const caller = { name: 'M. Blanc', email: null, contactId: null, language: 'fr' } as const
  const standing = () => db.select().from(callbacks).where(isOpen())

  test('a call to whom it is with is promised once, until she takes it back or rings herself', async () => {
    const number = parsePhoneNumber('+33199002002')
    const { id } = await asked(at('2026-11-19T15:00'), morel, { caller: { ...caller, number } })
    expect(await write('1 rappeler')).toBe(
      '1 (M. Blanc) : noté, le secrétariat rappelle.\nPour annuler : erreur',
    )
    expect(await standing()).toMatchObject([{ number, name: 'M. Blanc' }])
    expect(await db.select().from(callbackWishes)).toMatchObject([
      {
        appointmentId: id,
        executiveId: morel.id,
        source: 'answer',
        why: 'Consultation, jeudi 19/11 à 15h00',
      },
    ])
    expect(await write('1 rappeler')).toBe('1 (M. Blanc) : déjà noté, le secrétariat rappelle.')
    expect(await write('erreur')).toBe('Annulé : 1 (M. Blanc), le secrétariat rappelle.')
    expect(await standing()).toEqual([])
    await write('1 rappeler')
    expect(await standing()).toHaveLength(1)
    expect(await write('1 je rappelle')).toBe('1 (M. Blanc) : noté, vous rappelez.')
    expect(await standing()).toEqual([])
    expect(await db.select().from(tasks)).toEqual([])
  })

  test('what is over is said to be over, and whose number nobody knows is a task', async () => {
    const { id } = await asked(at('2026-11-19T15:00'))
    expect(await write('1 rappeler')).toBe(
      '1 (M. Blanc) : noté, le secrétariat rappelle. Son numéro manque : le secrétariat le cherche.',
    )
    expect(await db.select().from(tasks)).toMatchObject([
      { kind: 'callAboutAppointment', audience: 'secretary', details: { appointmentId: id } },
    ])
    now = at('2026-11-19T18:00')
    expect(await write('1 oui')).toContain("l'heure est passée")
  })

  test('of a health client no name is echoed', async () => {
    await asked(at('2026-11-19T15:00'), lenoir)
    expect(await write('1 oui', lenoir)).toBe('1 : RDV confirmé, jeudi 19/11 à 15h00.\nPour annuler : erreur')
  })
})
