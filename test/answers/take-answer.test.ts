import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { NewAnswer } from '../../src/answers/answering.ts'
import { closeNumber, giveNumber } from '../../src/answers/line-number.ts'
import { answers, lineNumbers } from '../../src/answers/tables.ts'
import { takeAnswer } from '../../src/answers/take-answer.ts'
import { callbackWishes } from '../../src/callbacks/tables.ts'
import { availabilities, executives } from '../../src/clients/tables.ts'
import type { Db, Transaction } from '../../src/db/db.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { digests } from '../../src/digests/tables.ts'
import { idFrom } from '../../src/ids.ts'
import { acknowledgements } from '../../src/messages/tables.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { executiveWith, messageFor } from '../support/a-message.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'

type Executive = Awaited<ReturnType<typeof executiveWith>>
const start = new Date('2026-11-17T09:00:00Z')
let ids = 0

describeOnEachDatabase('an answer', (kind) => {
  let opened: TestDatabase
  let db: Db
  let roux: Executive
  let lenoir: Executive
  let durand: Executive
  let chauffage: Executive
  let now = start
  beforeAll(async () => {
    opened = await openTestDatabase(kind)
    db = opened.database.db
    roux = await executiveWith(db, '+33199001111')
    lenoir = await executiveWith(db, '+33199001103')
    const firms = (await db.select().from(executives)).filter(({ mobile }) => mobile === '+33199001102')
    const [first, second] = firms.toSorted((a, b) => a.clientId - b.clientId)
    if (!first || !second) throw new Error('M. Durand heads two firms')
    durand = first
    chauffage = second
  })
  afterAll(() => opened?.close())
  beforeEach(async () => {
    now = start
    for (const table of [lineNumbers, deliveries, answers, acknowledgements, availabilities, tasks])
      await db.delete(table)
  })

  const run = <T>(work: (tx: Transaction) => Promise<T>) => db.transaction(work)
  const pass = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000)
  }
  /** A message to her with its number. */
  const lineFor = async (executive: Executive) => {
    const id = await messageFor(db, executive, now)
    const number = await run((tx) => giveNumber(tx, executive, { kind: 'message', id }, now))
    return { id, number: number ?? 0 }
  }
  const written = (executive: Executive, body: string, more: Partial<NewAnswer> = {}): NewAnswer => {
    ids += 1
    const { clientId, id: executiveId } = executive
    const id = idFrom('take-answer', ids)
    return { id, clientId, executiveId, via: 'sms', body, receivedAt: now, ...more }
  }
  const take = (answer: NewAnswer) => run((tx) => takeAnswer(tx, answer, now))
  /** A minute later, she writes; answers the echo. */
  const write = async (executive: Executive, body: string, more: Partial<NewAnswer> = {}) => {
    pass(1)
    const outcome = await take(written(executive, body, more))
    return 'echo' in outcome ? outcome.echo : outcome.kind
  }
  const said = async (messageId: string) =>
    (await db.select().from(acknowledgements).where(eq(acknowledgements.messageId, messageId)))[0]?.answer
  const tasksOf = async (which: string) =>
    (await db.select().from(tasks)).filter((task) => task.kind === which)

  test('acknowledges the line, is echoed once, and comes twice without harm', async () => {
    const { id } = await lineFor(roux)
    const answer = written(roux, '1 ok')
    const outcomes = await Promise.all([take(answer), take(answer), take(answer)])
    expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual([
      'alreadyTaken',
      'alreadyTaken',
      'understood',
    ])
    expect(await said(id)).toBe('received')
    expect(await db.select().from(answers)).toMatchObject([
      { via: 'sms', body: '1 ok', echo: '1 (M. Blanc) : noté, vu.\nPour annuler : erreur' },
    ])
    expect(await db.select().from(deliveries).where(eq(deliveries.kind, 'echo'))).toMatchObject([
      { answerId: answer.id, channel: 'sms', urgency: 'urgent', executiveId: roux.id, state: 'pending' },
    ])
  })

  test('does several things in her order', async () => {
    const [first, second, third] = [await lineFor(roux), await lineFor(roux), await lineFor(roux)]
    expect(await write(roux, '1 ok, 2 rappeler, 3 je rappelle')).toBe(
      [
        '1 (M. Blanc) : noté, vu.',
        '2 (M. Blanc) : noté, le secrétariat rappelle.',
        "3 (M. Blanc) : noté, vous rappelez. 3 ok quand c'est fait.",
        'Pour annuler : erreur',
      ].join('\n'),
    )
    expect([await said(first.id), await said(second.id), await said(third.id)]).toEqual([
      'received',
      'secretaryCalls',
      'executiveCalls',
    ])
    const wished = await db.select().from(callbackWishes).where(eq(callbackWishes.messageId, second.id))
    expect(wished).toMatchObject([{ executiveId: roux.id, source: 'answer', withdrawnAt: null }])
    await write(roux, 'erreur')
    expect([await said(first.id), await said(second.id), await said(third.id)]).toEqual(
      Array(3).fill(undefined),
    )
  })

  test('thanks want no answer, and nobody need read them', async () => {
    await lineFor(roux)
    expect(await write(roux, 'Merci beaucoup')).toBeNull()
    expect(await db.select().from(tasks)).toEqual([])
    expect(await db.select().from(deliveries).where(eq(deliveries.kind, 'echo'))).toEqual([])
  })

  test('without a number means the only open line, and is unclear when there are two', async () => {
    const { id } = await lineFor(roux)
    expect(await write(roux, 'Ok merci')).toContain('1 (M. Blanc) : noté, vu.')
    expect(await said(id)).toBe('received')
    await lineFor(roux)
    await lineFor(roux)
    expect(await write(roux, 'ok')).toContain('le secrétariat va lire')
    expect(await tasksOf('executiveText')).toHaveLength(1)
  })

  test('that nobody can read becomes a task, and she is told so', async () => {
    const outcome = await take(written(roux, 'Dites-lui que je suis au courant'))
    expect(outcome).toMatchObject({ kind: 'unclear', done: [], echo: expect.stringMatching(/^Pas compris/) })
    expect(await tasksOf('executiveText')).toMatchObject([
      { audience: 'secretary', details: { executiveId: roux.id, textId: expect.any(String) } },
    ])
  })

  test('with an unknown, a closed or another one’s number does nothing and says so', async () => {
    const { id } = await lineFor(durand)
    await run((tx) =>
      closeNumber(tx, { ...durand, executiveId: durand.id, subject: { kind: 'message', id } }, now),
    )
    await lineFor(lenoir)
    expect(await write(roux, '1 ok')).toBe("Pas de ligne 1 en cours, rien n'est fait.")
    expect(await write(durand, '1 ok')).toBe("1 (M. Blanc) : déjà réglé, rien n'est changé.")
    expect(await db.select().from(acknowledgements)).toEqual([])
  })

  test('yes, no or cancel to a message does nothing and says so', async () => {
    await lineFor(roux)
    expect(await write(roux, '1 oui')).toContain("n'attend ni oui ni non")
    expect(await write(roux, '1 non')).toContain("n'attend ni oui ni non")
    expect(await write(roux, '1 annuler')).toContain("n'est pas un rendez-vous")
    expect(await db.select().from(acknowledgements)).toEqual([])
  })

  test('that contradicts an earlier one replaces it, and says what', async () => {
    const { id } = await lineFor(roux)
    await write(roux, '1 ok')
    expect(await write(roux, '1 rappeler')).toContain('le secrétariat rappelle. Remplace : vu.')
    expect(await said(id)).toBe('secretaryCalls')
    expect(await write(roux, '1 rappeler')).toBe('1 (M. Blanc) : déjà noté, le secrétariat rappelle.')
    expect(await write(roux, 'erreur')).toBe(
      'Annulé : 1 (M. Blanc), le secrétariat rappelle. Reste valable : vu.',
    )
    expect(await said(id)).toBe('received')
  })

  test('that comes late does not override a later one', async () => {
    const { id } = await lineFor(roux)
    pass(10)
    const late = written(roux, '1 ok', { receivedAt: new Date(now.getTime() - 5 * 60_000) })
    await write(roux, '1 je rappelle')
    expect(await take(late)).toMatchObject({ echo: expect.stringContaining('plus récente'), done: [] })
    expect(await said(id)).toBe('executiveCalls')
  })

  test('with a number that was given only after she wrote is no answer to it', async () => {
    const { id } = await lineFor(roux)
    const receivedAt = new Date(now.getTime() - 5_000)
    expect(await take(written(roux, '1 ok', { receivedAt }))).toMatchObject({
      echo: "Pas de ligne 1 en cours, rien n'est fait.",
    })
    expect(await said(id)).toBeUndefined()
  })

  test('to what was settled two days ago is taken for a slip of the finger', async () => {
    const { id } = await lineFor(roux)
    await write(roux, '1 rappeler')
    pass(48 * 60)
    expect(await write(roux, '1 ok')).toContain("déjà réglé, rien n'est changé")
    expect(await said(id)).toBe('secretaryCalls')
  })

  test('"erreur" takes back the last answer, then the one before, then nothing', async () => {
    await lineFor(roux)
    await lineFor(roux)
    await write(roux, '1 ok')
    await write(roux, 'absente jusqu’à 15h')
    expect(await write(roux, 'erreur')).toBe('Annulé : vous apparaissez disponible.')
    expect(await db.select().from(availabilities)).toEqual([])
    expect(await write(roux, 'erreur')).toBe('Annulé : 1 (M. Blanc), vu.')
    expect(await write(roux, 'erreur')).toBe('Rien à annuler.')
  })

  test('of M. Durand from one mobile reaches the lines of both his firms', async () => {
    const first = await lineFor(durand)
    const second = await lineFor(chauffage)
    expect([first.number, second.number]).toEqual([1, 2])
    await write(durand, '2 ok')
    await write(chauffage, '1 rappeler')
    expect([await said(first.id), await said(second.id)]).toEqual(['secretaryCalls', 'received'])
    await write(chauffage, 'de retour à 15h')
    expect(await db.select().from(availabilities)).toHaveLength(2)
    expect(await write(durand, 'dispo')).toBe("Vous apparaissez en absence jusqu'à 15h00.")
    pass(6 * 60)
    expect(await write(durand, 'dispo')).toBe('Vous apparaissez disponible.')
    expect(await write(chauffage, 'erreur')).toBe('Annulé : vous apparaissez disponible.')
    expect(await write(chauffage, 'erreur')).toContain('le secrétariat rappelle')
    expect(await said(first.id)).toBeUndefined()
  })

  test('to a health client names nobody', async () => {
    await lineFor(lenoir)
    expect(await write(lenoir, '1 ok')).toBe('1 : noté, vu.\nPour annuler : erreur')
  })

  test('by e-mail to a digest means what the number stood for in it', async () => {
    const told = await lineFor(roux)
    const digestId = idFrom('digest', ids)
    await db.insert(digests).values({
      ...{ clientId: roux.clientId, id: digestId, executiveId: roux.id, dueAt: now, since: start },
      ...{ state: 'composed', lines: [{ number: 1, kind: 'message', messageId: told.id }] },
    })
    const other = await messageFor(db, roux, now)
    await db.update(lineNumbers).set({ subjectId: other })
    const mail = { via: 'email', digestId, mailId: '<a@b.test>' } as const
    expect(await write(roux, '1 rappeler', mail)).toContain('le secrétariat rappelle')
    expect([await said(told.id), await said(other)]).toEqual(['secretaryCalls', undefined])
    expect(await db.select().from(deliveries).where(eq(deliveries.kind, 'echo'))).toMatchObject([
      { channel: 'email' },
    ])
    expect(await write(roux, '1 ok')).toContain('1 (M. Blanc) : noté, vu.')
    expect(await said(other)).toBe('received')
    const foreign = { ...mail, digestId: idFrom('another', 1) }
    expect(await write(roux, '1 rappeler', foreign)).toContain('Remplace : vu')
  })

  test('by e-mail to one message means that message, and no number that has been given again', async () => {
    const told = await lineFor(roux)
    await lineFor(roux)
    const mail = { via: 'email', messageId: told.id } as const
    expect(await write(roux, 'je rappelle', mail)).toContain('M. Blanc : noté, vous rappelez.')
    expect(await said(told.id)).toBe('executiveCalls')
    expect(await write(roux, '1 ok', mail)).toContain("1 (M. Blanc) : noté, c'est fait.")
    await db
      .update(lineNumbers)
      .set({ subjectId: idFrom('another message', ids) })
      .where(eq(lineNumbers.number, 1))
    expect(await write(roux, '1 rappeler', mail)).toMatch(/^Pas compris/)
    expect(await said(told.id)).toBe('received')
  })

  test('of somebody who floods us is echoed thirty times an hour, and the supervisor is told once', async () => {
    for (let n = 0; n < 30; n++)
      expect(await take(written(roux, 'dispo'))).toMatchObject({ kind: 'understood' })
    expect(await db.$count(deliveries, eq(deliveries.kind, 'echo'))).toBe(30)
    for (let n = 0; n < 3; n++) expect(await take(written(roux, 'dispo'))).toMatchObject({ echo: null })
    expect(await db.$count(deliveries, eq(deliveries.kind, 'echo'))).toBe(30)
    expect(await tasksOf('answerFlood')).toMatchObject([{ audience: 'supervisor' }])
    pass(61)
    expect(await write(roux, 'dispo')).toBe('Vous apparaissez disponible.')
  })

  test('of one who left changes nothing', async () => {
    await db.update(executives).set({ leftAt: now }).where(eq(executives.id, roux.id))
    expect(await take(written(roux, 'dispo'))).toEqual({ kind: 'notHers' })
    expect(await db.select().from(answers)).toEqual([])
    await db.update(executives).set({ leftAt: null }).where(eq(executives.id, roux.id))
  })
})
