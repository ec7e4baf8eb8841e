import { eq, isNotNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { giveNumber, openNumbers } from '../../src/answers/line-number.ts'
import { undoAct } from '../../src/answers/undo-act.ts'
import { callbackWishes } from '../../src/callbacks/tables.ts'
import { clients } from '../../src/clients/tables.ts'
import type { Db, Transaction } from '../../src/db/db.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { acknowledge } from '../../src/messages/acknowledge-message.ts'
import { type Acknowledgement, acknowledgements } from '../../src/messages/tables.ts'
import { notices } from '../../src/notices/tables.ts'
import { executiveWith, messageFor } from '../support/a-message.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'

const now = new Date('2026-11-17T09:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

describeOnEachDatabase("an executive's word on a message", (kind) => {
  let opened: TestDatabase
  let db: Db
  let roux: Awaited<ReturnType<typeof executiveWith>>
  let messageId: string
  beforeAll(async () => {
    opened = await openTestDatabase(kind)
    db = opened.database.db
    roux = await executiveWith(db, '+33199001111')
  })
  afterAll(() => opened?.close())
  beforeEach(async () => {
    messageId = await messageFor(db, roux, now)
    await run((tx) => giveNumber(tx, roux, { kind: 'message', id: messageId }, now))
  })

  const run = <T>(work: (tx: Transaction) => Promise<T>) => db.transaction(work)
  const actor = () => ({ kind: 'executive', id: roux.id }) as const
  const say = (answer: Acknowledgement, at = now) =>
    run((tx) =>
      acknowledge(
        tx,
        { clientId: roux.clientId, messageId, executiveId: roux.id, answer, via: 'sms', actor: actor() },
        at,
      ),
    )
  const undo = (actId: string | null, at: Date) =>
    run((tx) => undoAct(tx, { clientId: roux.clientId, actId: actId ?? '' }, actor(), at))
  const standing = async () =>
    (await db.select().from(acknowledgements).where(eq(acknowledgements.messageId, messageId)))[0]
  const actsOf = () => db.select().from(acts).where(eq(acts.subjectId, messageId)).orderBy(acts.at)
  const wishes = async () =>
    (await db.select().from(callbackWishes)).filter((wish) => wish.messageId === messageId)
  const isOpen = async () =>
    (await run((tx) => openNumbers(tx, roux))).some(({ subjectId }) => subjectId === messageId)

  test('closes its line, is done at once, and leaves an act', async () => {
    const { actId, before } = await say('received')
    expect(before).toBeNull()
    expect(await standing()).toMatchObject({ answer: 'received', via: 'sms', at: now, doneAt: now })
    expect(await isOpen()).toBe(false)
    expect(await actsOf()).toMatchObject([
      { id: actId, verb: 'message.acknowledged', actorId: roux.id, before: null },
    ])
  })

  test('said five times at once is one act', async () => {
    const said = await Promise.all(Array.from({ length: 5 }, () => say('secretaryCalls')))
    expect(said.filter(({ actId }) => actId !== null)).toHaveLength(1)
    expect(await actsOf()).toHaveLength(1)
    expect(await wishes()).toMatchObject([{ executiveId: roux.id, source: 'answer', withdrawnAt: null }])
  })

  test('that she rings back herself keeps the line open until she says that it is done', async () => {
    await say('executiveCalls')
    expect([await isOpen(), (await standing())?.doneAt]).toEqual([true, null])
    const done = await say('received', later(5))
    expect([done.before?.answer, await isOpen()]).toEqual(['executiveCalls', false])
  })

  test('replaced by a later one takes the callback back with it', async () => {
    await say('secretaryCalls')
    const { before } = await say('executiveCalls', later(1))
    expect(before?.answer).toBe('secretaryCalls')
    expect(await wishes()).toMatchObject([{ withdrawnAt: later(1) }])
    expect(await isOpen()).toBe(true)
  })

  test('can be taken back once: the line is open again, and the acts tell it', async () => {
    const { actId } = await say('secretaryCalls')
    expect((await undo(actId, later(1))).kind).toBe('undone')
    expect([await standing(), await isOpen()]).toEqual([undefined, true])
    expect(await wishes()).toMatchObject([{ withdrawnAt: later(1) }])
    expect((await undo(actId, later(2))).kind).toBe('alreadyUndone')
    expect(await actsOf()).toMatchObject([{ id: actId }, { verb: 'message.restored', undoes: actId }])
  })

  test('taken back leaves what she had said before, callback and all', async () => {
    await say('secretaryCalls')
    const { actId } = await say('received', later(1))
    expect((await undo(actId, later(2))).kind).toBe('undone')
    expect(await standing()).toMatchObject({ answer: 'secretaryCalls', at: now })
    expect(await wishes()).toMatchObject([{ withdrawnAt: null }])
  })

  test('that was replaced cannot be taken back over the later one', async () => {
    const { actId } = await say('received')
    await say('executiveCalls', later(1))
    expect((await undo(actId, later(2))).kind).toBe('changedSince')
    expect((await standing())?.answer).toBe('executiveCalls')
  })

  test('reaches the caller two minutes later, unless it is taken back before', async () => {
    await db.update(clients).set({ tellsCallers: true }).where(eq(clients.clientId, roux.clientId))
    const told = () =>
      db.select().from(notices).where(eq(notices.messageId, messageId)).orderBy(notices.createdAt)
    const { actId } = await say('secretaryCalls')
    expect(await told()).toMatchObject([{ kind: 'secretaryCalls', withdrawnAt: null }])
    const [first] = await told()
    const waiting = eq(deliveries.noticeId, first?.id ?? '')
    expect((await db.select().from(deliveries).where(waiting))[0]?.dueAt).toEqual(later(2))
    expect(await undo(actId, later(1))).toMatchObject({ kind: 'undone', deliveries: [] })
    expect(await told()).toMatchObject([{ withdrawnAt: later(1) }])
    const again = await say('secretaryCalls', later(3))
    await db.update(deliveries).set({ state: 'sent', dueAt: null }).where(isNotNull(deliveries.noticeId))
    expect(await undo(again.actId, later(9))).toMatchObject({
      kind: 'undone',
      deliveries: [{ urgency: 'ordinary' }],
    })
    expect((await told()).map(({ kind }) => kind).sort()).toEqual([
      'correction',
      'secretaryCalls',
      'secretaryCalls',
    ])
    await db.update(clients).set({ tellsCallers: false }).where(eq(clients.clientId, roux.clientId))
  })

  test('an act of another client is nobody’s to take back here', async () => {
    const { actId } = await say('received')
    const foreign = { clientId: roux.clientId + 1, actId: actId ?? '' }
    expect((await run((tx) => undoAct(tx, foreign, actor(), later(1)))).kind).toBe('cannotBeUndone')
  })
})
