import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { bookAppointment } from '../../src/agenda/book-appointment.ts'
import { openTask } from '../../src/tasks/open-task.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { tel } from '../rules/demo-clients.ts'
import { executiveWith, messageFor } from '../support/a-message.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { bookingOf, secretary, typeFor } from '../support/an-agenda.ts'
import { signIn, type Visitor } from '../support/console-rig.ts'
import { describeOnOneDatabase } from '../support/each-database.ts'

describeOnOneDatabase('a task', (database) => {
  let rig: AgencyRig
  let alice: Visitor
  let benoit: Visitor
  let claire: Visitor
  let task: typeof tasks.$inferSelect
  let path: string
  beforeAll(async () => {
    rig = await startAgencyRig({ database, work: false })
    alice = await signIn(rig, 'alice')
    benoit = await signIn(rig, 'benoit')
    claire = await signIn(rig, 'claire')
  })
  afterAll(() => rig?.close())
  beforeEach(async () => {
    const { db, now } = rig.context
    await db.delete(tasks)
    const morel = await executiveWith(db, '+33199001101')
    const messageId = await messageFor(db, morel, now())
    const details = { messageId, executiveId: morel.id }
    const opened = {
      clientId: morel.clientId,
      audience: 'secretary',
      kind: 'callback',
      key: messageId,
      details,
    } as const
    await openTask(db, opened, now())
    task = await row()
    path = `/console/tasks/${task.clientId}/${task.id}`
  })

  async function row() {
    const [found] = await rig.context.db.select().from(tasks)
    if (!found) throw new Error('no task')
    return found
  }

  const verbs = async () =>
    (await rig.context.db.select().from(acts).where(eq(acts.subjectId, task.id)).orderBy(acts.at)).map(
      ({ verb }) => verb,
    )

  test('shows whom to ring, about what, and what to do', async () => {
    const { status, body } = await alice.get(path)
    expect(status).toBe(200)
    expect(body).toContain('href="tel:+33199002002"')
    expect(body).toContain('M. Blanc')
    expect(body).toContain('Rappelez cette personne')
    expect(body).toContain(`/console/slips/${task.clientId}/${task.details.messageId}`)
  })

  test('about an appointment leads to it, with whom to ring', async () => {
    const { db, now } = rig.context
    const morel = await executiveWith(db, '+33199001101')
    const type = await typeFor(db, morel)
    const booking = bookingOf(morel, {
      typeId: type.id,
      startsAt: new Date(now().getTime() + 3 * 86_400_000),
    })
    const caller = { ...booking.caller, number: tel('+33199002002') }
    const outcome = await db.transaction((tx) =>
      bookAppointment(tx, { ...booking, caller }, secretary(now()), now()),
    )
    if (outcome.kind !== 'booked') return expect.fail(outcome.kind)
    const { id } = outcome.appointment
    await db.update(tasks).set({ kind: 'callAboutAppointment', details: { appointmentId: id } })
    const { body } = await alice.get(path)
    expect(body).toContain('href="tel:+33199002002"')
    expect(body).toContain(`/console/clients/${task.clientId}/appointments/${id}`)
  })

  test('of another client is not there, on any of its addresses', async () => {
    const missing = `/console/tasks/${task.clientId}/00000000-0000-4000-8000-000000000000`
    const theirs = await benoit.get(path)
    expect([theirs.status, (await alice.get(missing)).status]).toEqual([404, 404])
    expect(theirs.body).toBe((await benoit.get(missing)).body)
    for (const act of ['take', 'done', 'tried', 'reopen'])
      expect((await benoit.post(`${path}/${act}`, { again: '2026-11-17T18:00' })).status, act).toBe(404)
    for (const odd of ['/console/tasks/x/y', `/console/tasks/99999999999/${task.id}`])
      expect((await claire.get(odd)).status).toBe(404)
    expect(await row()).toEqual(task)
  })

  test('of the supervisors is none of a secretary’s', async () => {
    await rig.context.db.update(tasks).set({ audience: 'supervisor' })
    expect((await alice.get(path)).status).toBe(404)
    expect((await alice.post(`${path}/done`)).status).toBe(404)
    expect((await claire.get(path)).status).toBe(200)
  })

  test('is taken by one of two who press at once, and the other is told', async () => {
    expect((await alice.post(`${path}/take`)).location).toBe(path)
    const second = await claire.post(`${path}/take`)
    expect(second.location).toBe(`${path}?problem=takenByAnother`)
    expect((await claire.get(second.location ?? '')).body).toContain('s’en occupe déjà')
    const { takenById } = await row()
    expect((await claire.post(`${path}/take`, { from: takenById ?? '' })).location).toBe(path)
    expect((await row()).takenById).not.toBe(takenById)
    expect(await verbs()).toEqual(['task.taken', 'task.taken'])
  })

  test('that was done in vain comes up again at the time she names, by the client’s clock', async () => {
    const answer = await alice.post(`${path}/tried`, { again: '2026-11-17T15:30', note: 'messagerie pleine' })
    expect(answer.location).toBe('/console')
    expect(await row()).toMatchObject({ dueAt: new Date('2026-11-17T14:30:00Z'), doneAt: null })
    const { body } = await alice.get(path)
    expect(body).toContain('messagerie pleine')
    expect(body).toContain('à réessayer à 15\u00a0h\u00a030')
  })

  test.each([
    ['', 'noTime'],
    ['demain', 'noTime'],
    ['2026-13-45T99:99', 'noTime'],
    ['2020-01-01T10:00', 'pastTime'],
  ])('tried again at "%s" is asked for once more', async (again, problem) => {
    expect((await alice.post(`${path}/tried`, { again })).location).toBe(`${path}?problem=${problem}`)
    expect((await row()).dueAt).toBeNull()
  })

  test('is done once, by whoever was first, and can be put back', async () => {
    await alice.post(`${path}/done`, { note: 'il vient jeudi' })
    const done = await row()
    await claire.post(`${path}/done`)
    expect(await row()).toEqual(done)
    expect((await claire.get(path)).body).toContain('Fait par Alice')
    await claire.post(`${path}/reopen`)
    expect(await row()).toMatchObject({ doneAt: null, doneById: null })
    expect(await verbs()).toEqual(['task.done', 'task.reopened'])
  })

  test('that the software closed stays closed', async () => {
    const at = rig.context.now()
    await rig.context.db.update(tasks).set({ doneAt: at })
    await claire.post(`${path}/reopen`)
    expect((await row()).doneAt).toEqual(at)
    expect((await claire.get(path)).body).not.toContain('/reopen')
  })

  test('says what came as it was written, however long and whatever it pretends to be', async () => {
    const text = `<img src=x onerror=alert(1)>\u202e${'a'.repeat(10_000)}`
    const details = { text, subject: '<b>Objet</b>', from: '"><script>' }
    await rig.context.db.update(tasks).set({ kind: 'unreadMail', details })
    const { body } = await alice.get(path)
    expect(body).toContain('<bdi>&lt;img src=x onerror=alert(1)&gt;')
    expect(body).not.toContain('<script>')
    await alice.post(`${path}/done`, { note: 'n'.repeat(15_000) })
    const [act] = await rig.context.db.select().from(acts).where(eq(acts.verb, 'task.done')).orderBy(acts.at)
    expect(act).toBeDefined()
  })
})
