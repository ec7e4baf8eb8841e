import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { recordAct } from '../../src/acts/record-act.ts'
import { acts } from '../../src/acts/tables.ts'
import { clients } from '../../src/clients/tables.ts'
import { openTestDatabase } from '../support/database.ts'

const at = new Date('2026-11-21T09:00:00Z')

async function open() {
  const { database, close } = await openTestDatabase()
  onTestFinished(close)
  const [morel] = await database.db.select().from(clients).where(eq(clients.key, 'morel'))
  if (!morel) throw new Error('no client morel')
  return { db: database.db, clientId: morel.clientId }
}

test('an act keeps who did what to which thing, before and after, and on whose word', async () => {
  const { db, clientId } = await open()
  const alice = { kind: 'secretary', id: '0192f0c0-0000-7000-8000-000000000001' } as const
  const done = { clientId, actor: alice, subject: { kind: 'appointment', id: '7' }, at }
  const [first, second] = await db.transaction(async (tx) => {
    const made = await recordAct(tx, {
      ...done,
      verb: 'appointment.made',
      before: null,
      after: { at: '10:00' },
    })
    const undo = { before: { at: '10:00' }, after: null, undoes: made, authority: 'Me Morel, by telephone' }
    return [made, await recordAct(tx, { ...done, verb: 'appointment.cancelled', ...undo })]
  })
  const rows = await db.select().from(acts).where(eq(acts.subjectKind, 'appointment')).orderBy(acts.verb)
  expect(rows).toMatchObject([
    {
      id: second,
      actorKind: 'secretary',
      actorId: alice.id,
      undoes: first,
      authority: 'Me Morel, by telephone',
      after: null,
    },
    {
      id: first,
      clientId,
      verb: 'appointment.made',
      before: null,
      after: { at: '10:00' },
      undoes: null,
      authority: null,
      at,
    },
  ])
})

test('an act of a change that fails is not kept', async () => {
  const { db, clientId } = await open()
  const before = await db.$count(acts)
  const failing = db.transaction(async (tx) => {
    const subject = { kind: 'client', id: String(clientId) }
    const actor = { kind: 'software', id: null } as const
    await recordAct(tx, { clientId, actor, verb: 'client.changed', subject, before: 1, after: 2, at })
    throw new Error('the change itself failed')
  })
  await expect(failing).rejects.toThrow('the change itself failed')
  expect(await db.$count(acts)).toBe(before)
})
