import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { callHandlings } from '../../../src/calls/tables.ts'
import { boardEvent } from '../../../src/console/board/board-event.ts'
import { html } from '../../../src/html.ts'
import { idleMs } from '../../../src/secretaries/session.ts'
import { assignments, secretaries, sessions } from '../../../src/secretaries/tables.ts'
import { type AgencyRig, officeHours, startAgencyRig } from '../../support/agency-rig.ts'
import { signIn } from '../../support/console-rig.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { type EventReader, readEvents } from '../../support/read-events.ts'
import { lines, ring } from '../../support/ring.ts'
import { until } from '../../support/until.ts'

test('a caller’s line ends cannot begin an event of their own', () => {
  const event = boardEvent(html`<p>${'a\r\revent: ended\n\ndata: b\r\n'}</p>`, [7])
  const lines = event.toString().split('\n')
  expect(lines.filter((line) => line.startsWith('event: '))).toEqual(['event: board', 'event: changed'])
  expect(event.toString()).not.toContain('\r')
})

describeOnEachDatabase('an open board', (database) => {
  let rig: AgencyRig
  let open: EventReader[] = []
  beforeAll(async () => {
    rig = await startAgencyRig({ database, work: false })
  })
  afterAll(() => rig?.close())
  afterEach(() => {
    for (const reader of open) reader.close()
    open = []
  })

  async function openBoard(key: string) {
    const visitor = await signIn(rig, key)
    const reader = await readEvents(rig, visitor)
    open.push(reader)
    await until('the whole board comes at once', () => reader.boards.length > 0)
    return { reader, visitor, change: () => rig.context.live.changed([1]) }
  }

  const sessionsOf = async (key: string) => {
    const [row] = await rig.context.db.select().from(secretaries).where(eq(secretaries.key, key))
    return { id: row?.id ?? '', isHers: eq(sessions.secretaryId, row?.id ?? '') }
  }

  test('shows a call as soon as it comes in, to those whose client it is for', async () => {
    const [alice, benoit] = [await openBoard('alice'), await openBoard('benoit')]
    const before = benoit.reader.boards.length
    const seen = alice.reader.nextBoard('the call is on the board', (board) => board.includes('data-ringing'))
    const call = await ring(rig)
    expect(await seen).toContain(`id="c${call.id}"`)
    await until('it is said whose', () => alice.reader.changed.flat().includes(call.clientId))
    const lenoir = await ring(rig, { from: '+33612345678', to: lines.lenoir })
    await until('hers comes', () => benoit.reader.boards.at(-1)?.includes(lenoir.id))
    expect(benoit.reader.boards.slice(before).join('')).not.toContain(call.id)
    expect(benoit.reader.changed.flat()).not.toContain(call.clientId)
  })

  test('shows a call of another client as soon as it is given to her', async () => {
    const { reader } = await openBoard('benoit')
    const call = await ring(rig)
    const { id: secretaryId } = await sessionsOf('benoit')
    const seen = reader.nextBoard('the call is on her board', (board) => board.includes(call.id))
    const handling = { clientId: call.clientId, callId: call.id, secretaryId, takenAt: rig.context.now() }
    await rig.context.db.insert(callHandlings).values(handling)
    rig.context.live.changed([call.clientId])
    expect(await seen).toContain('Benoît')
  })

  test('says that somebody is on duty, and does not keep the session alive', async () => {
    const { isHers } = await sessionsOf('claire')
    const usedAt = new Date(rig.context.now().getTime() - idleMs / 2)
    await openBoard('claire')
    await rig.context.db.update(sessions).set({ usedAt }).where(isHers)
    const [session] = await until('she is on duty', async () => {
      const rows = await rig.context.db.select().from(sessions).where(isHers)
      return rows[0]?.seenAt ? rows : null
    })
    expect(session?.usedAt).toEqual(usedAt)
  })

  test.each([
    ['ended', () => ({ endedAt: new Date(officeHours) })],
    ['lay idle', () => ({ usedAt: new Date(rig.context.now().getTime() - idleMs - 1000) })],
    ['lasted for a shift', () => ({ createdAt: new Date(0) })],
  ])('of a session that %s is told so and sent nothing more', async (_, change) => {
    const { reader } = await openBoard('alice')
    const { isHers } = await sessionsOf('alice')
    await rig.context.db.update(sessions).set(change()).where(isHers)
    const call = await ring(rig)
    await until('the stream ends', () => reader.saidEnded() && reader.isOver())
    expect(reader.boards.join('')).not.toContain(call.id)
    await rig.context.db.delete(sessions).where(isHers)
  })

  test('of an account that was disabled ends', async () => {
    const { reader, change } = await openBoard('benoit')
    const { id } = await sessionsOf('benoit')
    await rig.context.db
      .update(secretaries)
      .set({ disabledAt: rig.context.now() })
      .where(eq(secretaries.id, id))
    rig.context.live.changed([(await ring(rig)).clientId])
    change()
    await until('the stream ends', () => reader.saidEnded() && reader.isOver())
    await rig.context.db.update(secretaries).set({ disabledAt: null }).where(eq(secretaries.id, id))
  })

  test('forgets a client from whom she was taken away within a quarter of a minute', async () => {
    const { reader } = await openBoard('benoit')
    const call = await ring(rig, { to: lines.lenoir })
    await until('it is there', () => reader.boards.at(-1)?.includes(call.id))
    const { id } = await sessionsOf('benoit')
    const taken = await rig.context.db.delete(assignments).where(eq(assignments.secretaryId, id)).returning()
    await until('it is gone', () => !reader.boards.at(-1)?.includes(call.id))
    await rig.context.db.insert(assignments).values(taken)
  })

  test('is no address for somebody who is not signed in', async () => {
    const answer = await fetch(`${rig.url}/console/events`, { headers: { 'x-requested-with': 'fetch' } })
    expect(answer.status).toBe(401)
  })
})

test('a server that is shut down ends every stream and does not wait for them', async () => {
  const rig = await startAgencyRig({ work: false })
  const reader = await readEvents(rig, await signIn(rig, 'alice'))
  await until('the board comes', () => reader.boards.length > 0)
  await rig.close()
  await until('the stream is over', () => reader.isOver())
  expect(reader.saidEnded()).toBe(false)
})
