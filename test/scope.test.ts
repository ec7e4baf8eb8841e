import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clients, executives } from '../src/clients/tables.ts'
import { newId } from '../src/ids.ts'
import { findMessage } from '../src/messages/find-message.ts'
import { takeMessage } from '../src/messages/take-message.ts'
import type { Scope } from '../src/scope.ts'
import { openTestDatabase, type TestDatabase } from './support/database.ts'

const now = () => new Date('2026-11-17T09:00:00Z')
let opened: TestDatabase
let morel: number
let durand: number
let reader: string
let messageId: string

beforeAll(async () => {
  opened = await openTestDatabase()
  const { db } = opened.database
  const idOf = async (key: string) => {
    const [row] = await db.select({ id: clients.clientId }).from(clients).where(eq(clients.key, key))
    return row?.id ?? 0
  }
  morel = await idOf('morel')
  durand = await idOf('durand')
  const [executive] = await db
    .select({ id: executives.id })
    .from(executives)
    .where(eq(executives.clientId, morel))
  reader = executive?.id ?? ''
  const slip = {
    clientId: morel,
    kind: 'text',
    sourceKind: 'text',
    sourceId: newId(),
    recipientId: reader,
    copyIds: [],
    urgency: 'ordinary',
    body: 'Bonjour',
    receivedAt: now(),
  } as const
  const taken = await db.transaction((tx) => takeMessage(tx, { ...slip, copyIds: [] }, now()))
  messageId = taken.messageId
})
afterAll(() => opened?.close())

const read = (scope: Scope) => findMessage(opened.database.db, scope, { messageId, executiveId: reader })
const actor = { kind: 'executive', id: newId() } as const

test('a message is opened within the scope of its client', async () => {
  expect((await read({ actor, clientIds: [morel], only: null }))?.message.body).toBe('Bonjour')
  expect(
    (await read({ actor, clientIds: [morel], only: { kind: 'message', id: messageId } }))?.message.id,
  ).toBe(messageId)
})

test.each([
  ['another client', () => ({ actor, clientIds: [durand], only: null })],
  ['no client', () => ({ actor, clientIds: [], only: null })],
  [
    'a link to another message',
    () => ({ actor, clientIds: [morel], only: { kind: 'message', id: newId() } as const }),
  ],
  [
    'a link for another purpose',
    () => ({ actor, clientIds: [morel], only: { kind: 'digest', id: messageId } as const }),
  ],
])('it is not there for the scope of %s', async (_, scope) => {
  expect(await read(scope())).toBeNull()
})
