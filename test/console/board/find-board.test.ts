import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { callHandlings, calls } from '../../../src/calls/tables.ts'
import { clients } from '../../../src/clients/tables.ts'
import { prepareBoards } from '../../../src/console/board/find-board.ts'
import { viewOf } from '../../../src/console/board/view.ts'
import { findSession } from '../../../src/secretaries/find-session.ts'
import { sessions } from '../../../src/secretaries/tables.ts'
import { openTask } from '../../../src/tasks/open-task.ts'
import { tasks } from '../../../src/tasks/tables.ts'
import { lookAtText } from '../../../src/texts/look-at-text.ts'
import { texts } from '../../../src/texts/tables.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { signIn } from '../../support/console-rig.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { lines, ring } from '../../support/ring.ts'
import { until } from '../../support/until.ts'

describeOnEachDatabase('the board', (database) => {
  let rig: AgencyRig
  beforeAll(async () => {
    rig = await startAgencyRig({ database })
  })
  afterAll(() => rig?.close())
  beforeEach(async () => {
    const { db } = rig.context
    await db.delete(callHandlings)
    await db.update(calls).set({ arrivedAt: new Date(0), endedAt: new Date(0), concludeAt: null })
    await db.update(texts).set({ lookedAt: new Date(0) })
    await db.delete(tasks)
    await db.update(sessions).set({ seenAt: null })
  })

  async function boardOf(key: string) {
    const { cookie } = await signIn(rig, key)
    const session = await findSession(rig.context, cookie.value)
    if (!session) throw new Error(`${key} has no session`)
    return {
      session,
      board: await prepareBoards(rig.context.database.boards)(rig.context.now())(viewOf(session.scope)),
    }
  }

  test('shows calls under way and just ended, of her clients only', async () => {
    const ofMorel = await ring(rig)
    const ofLenoir = await ring(rig, { from: '+33612345678', to: lines.lenoir })
    const over = await ring(rig, { to: lines.lenoir })
    const ended = { endedAt: rig.context.now(), concludeAt: null, disposition: 'missed' as const }
    await rig.context.db.update(calls).set(ended).where(eq(calls.id, over.id))
    const { board: all } = await boardOf('alice')
    expect(all.calls.map(({ id }) => id).sort()).toEqual([ofMorel.id, ofLenoir.id, over.id].sort())
    expect(all.calls.find(({ id }) => id === ofMorel.id)).toMatchObject({ name: 'Me Petit', takenBy: null })
    const { board: some } = await boardOf('benoit')
    expect(some.calls.map(({ id }) => id).sort()).toEqual([ofLenoir.id, over.id].sort())
  })

  test('shows a call of another client to whom it was given, and to nobody else', async () => {
    const call = await ring(rig)
    const { session } = await boardOf('benoit')
    await rig.context.db.insert(callHandlings).values({
      ...{ clientId: call.clientId, callId: call.id, secretaryId: session.secretary.id },
      takenAt: rig.context.now(),
    })
    const { board } = await boardOf('benoit')
    expect(board.calls).toMatchObject([{ id: call.id, takenBy: 'Benoît' }])
    await rig.context.db.update(callHandlings).set({ wrappedUpAt: rig.context.now() })
    expect((await boardOf('benoit')).board.calls).toEqual([])
  })

  test('forgets a call half an hour after its end, unless it is still to be wrapped up', async () => {
    const [old, open] = [await ring(rig), await ring(rig)]
    const past = (minutes: number) => new Date(rig.context.now().getTime() - minutes * 60_000)
    await rig.context.db
      .update(calls)
      .set({ arrivedAt: past(40), endedAt: past(31), concludeAt: null })
      .where(eq(calls.clientId, old.clientId))
    const { session } = await boardOf('alice')
    const handling = { clientId: open.clientId, callId: open.id, secretaryId: session.secretary.id }
    await rig.context.db.insert(callHandlings).values({ ...handling, takenAt: past(39) })
    expect((await boardOf('alice')).board.calls.map(({ id }) => id)).toEqual([open.id])
  })

  test('shows texts until somebody has looked at them, and says who did', async () => {
    rig.exchange.text({ from: '+33612345678', to: lines.durand, body: 'Rappelez-moi, merci' })
    await rig.exchange.settled()
    const { board, session } = await boardOf('alice')
    expect(board.texts).toMatchObject([{ beginning: 'Rappelez-moi, merci', client: 'Plomberie Durand' }])
    const [text] = board.texts
    if (!text) throw new Error('no text')
    await lookAtText(rig.context, session.scope, { clientId: text.clientId, textId: text.id })
    await lookAtText(rig.context, session.scope, { clientId: text.clientId, textId: text.id })
    expect((await boardOf('alice')).board.texts).toEqual([])
    const [row] = await rig.context.db.select().from(texts).where(eq(texts.id, text.id))
    expect(row?.lookedById).toBe(session.secretary.id)
    const { session: stranger } = await boardOf('benoit')
    await expect(
      lookAtText(rig.context, stranger.scope, { clientId: text.clientId, textId: text.id }),
    ).rejects.toMatchObject({ status: 404 })
  })

  test('puts urgent slips first, with the step that the alert has reached', async () => {
    rig.exchange.text({ from: '+33612345678', to: lines.durand, body: 'Grosse fuite sous l’évier' })
    rig.exchange.text({ from: '+33612345678', to: lines.morel, body: 'Bonjour' })
    await rig.exchange.settled()
    const urgent = await until('the alert stands', async () => {
      const [first] = (await boardOf('alice')).board.slips
      return first?.alert ? first : null
    })
    expect(urgent).toMatchObject({ urgency: 'urgent', alert: { step: 'told', executive: 'M. Durand' } })
    const { board } = await boardOf('alice')
    const ordinary = board.slips.findIndex(({ urgency }) => urgency === 'ordinary')
    expect(board.slips.slice(ordinary).every(({ urgency }) => urgency === 'ordinary')).toBe(true)
    expect((await boardOf('benoit')).board.slips).toEqual([])
  })

  test('shows tasks in the order in which they are due, each to those whom it is for', async () => {
    const { db, now } = rig.context
    const [lenoir] = await db.select().from(clients).where(eq(clients.key, 'lenoir'))
    const clientId = lenoir?.clientId ?? 0
    const task = { clientId, details: { executiveId: 'not an id' } }
    await openTask(db, { ...task, audience: 'secretary', kind: 'callback', key: 'later' }, now())
    await openTask(db, { ...task, audience: 'secretary', kind: 'unreadMail', key: 'now' }, now())
    await openTask(db, { ...task, audience: 'supervisor', kind: 'failedDelivery', key: 'hers' }, now())
    const dueAt = new Date(now().getTime() + 3_600_000)
    await db
      .update(tasks)
      .set({ dueAt })
      .where(and(eq(tasks.clientId, clientId), eq(tasks.key, 'later')))
    const kinds = async (key: string) => (await boardOf(key)).board.tasks.map(({ kind }) => kind)
    expect(await kinds('benoit')).toEqual(['unreadMail', 'callback'])
    expect(await kinds('claire')).toEqual(['unreadMail', 'failedDelivery', 'callback'])
  })

  test('says who has a board open, once each, until they leave', async () => {
    const { session } = await boardOf('alice')
    const seen = (at: Date) =>
      rig.context.db
        .update(sessions)
        .set({ seenAt: at })
        .where(eq(sessions.secretaryId, session.secretary.id))
    await seen(rig.context.now())
    await signIn(rig, 'alice')
    expect((await boardOf('claire')).board.onDuty.map(({ name }) => name)).toEqual(['Alice'])
    await seen(new Date(rig.context.now().getTime() - 60_000))
    expect((await boardOf('claire')).board.onDuty).toEqual([])
  })

  test('is empty for somebody without clients', async () => {
    await ring(rig)
    const { session } = await boardOf('benoit')
    const boardsAt = prepareBoards(rig.context.database.boards)
    const board = await boardsAt(rig.context.now())({ ...viewOf(session.scope), clientIds: [] })
    expect([board.calls, board.texts, board.slips, board.tasks]).toEqual([[], [], [], []])
  })
})
