import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { calls } from '../../src/calls/tables.ts'
import { createDirectory } from '../../src/clients/directory.ts'
import { markMattered, unmarkMattered } from '../../src/messages/mark-mattered.ts'
import { packTrace } from '../../src/rules/pack-trace.ts'
import { texts } from '../../src/texts/tables.ts'
import { type DeliveryRig, line, morel, slip, startDeliveryRig } from '../support/delivery-rig.ts'

let rig: DeliveryRig
beforeAll(async () => {
  rig = await startDeliveryRig(mkdtempSync(join(tmpdir(), 'permanence-')))
})
beforeEach(() => rig.reset())
afterAll(() => rig.close())

const alice = { kind: 'secretary' as const, id: '00000000-0000-8000-8000-0000000000a1' }
async function discardedCall() {
  const { call } = await rig.voicemail()
  await rig.context.db.update(calls).set({ disposition: 'discarded' })
  return call
}
async function contextWithDirectory() {
  const directory = createDirectory(rig.context.db)
  await directory.refresh()
  return { ...rig.context, directory }
}

test('of a discarded call a secretary says that it mattered: the executive is told, the act is kept', async () => {
  const call = await discardedCall()
  const context = await contextWithDirectory()
  const source = { clientId: 1, kind: 'call' as const, id: call.sourceId }
  expect(await markMattered(context, source, alice)).toBe('marked')
  expect(await markMattered(context, source, alice)).toBe('alreadyMarked')
  await rig.work()
  const [text, ...others] = rig.exchange.telephone(morel.mobile).texts
  expect(others).toEqual([])
  expect(text?.body).toContain('Appel ou SMS filtré de Me Petit')
  const [act, ...more] = await rig.context.db.select().from(acts)
  expect(more).toEqual([])
  expect(act).toMatchObject({ verb: 'call.mattered', actorId: alice.id, subjectId: call.sourceId })
})

test('she can take it back, which is an act too, and say it again', async () => {
  const call = await discardedCall()
  const context = await contextWithDirectory()
  const source = { clientId: 1, kind: 'call' as const, id: call.sourceId }
  await markMattered(context, source, alice)
  const [marked] = await rig.context.db.select().from(acts)
  const undoing = { actor: alice, undoes: marked?.id ?? '' }
  expect(await unmarkMattered(context, source, undoing)).toBe('unmarked')
  expect(await unmarkMattered(context, source, undoing)).toBe('notMarked')
  expect((await rig.context.db.select().from(calls))[0]?.matteredAt).toBeNull()
  const all = await rig.context.db.select().from(acts)
  expect(all.find(({ verb }) => verb === 'call.unmarked')).toMatchObject({ undoes: marked?.id })
  expect(await markMattered(context, source, alice)).toBe('marked')
  await rig.work()
  expect(rig.exchange.telephone(morel.mobile).texts).toHaveLength(1)
})

test('a discarded text becomes a slip with its words; one that was taken needs none', async () => {
  const context = await contextWithDirectory()
  const decision = { ruleKey: 'blocked', ruleSetVersion: 1, trace: packTrace([]), facts: {} }
  const text = (disposition: 'discarded' | 'messageTaken') => {
    const { sourceId: id } = slip()
    return {
      ...{
        clientId: 1,
        id,
        messageSid: `SM${id}`,
        line,
        senderKind: 'number' as const,
        sender: '+33199002001',
      },
      ...{ body: 'Rappelez-moi', segments: 1, mediaCount: 0, disposition, receivedAt: rig.context.now() },
      decision: { ...decision, action: { kind: 'discard' as const, how: 'busy' as const } },
    }
  }
  const [discarded, taken] = [text('discarded'), text('messageTaken')]
  await rig.context.db.insert(texts).values([discarded, taken])
  const say = (id: string) => markMattered(context, { clientId: 1, kind: 'text', id }, alice)
  expect(await say(taken.id)).toBe('notDiscarded')
  expect(await say(discarded.id)).toBe('marked')
  await rig.work()
  expect(rig.exchange.telephone(morel.mobile).texts.map(({ body }) => body)).toEqual([
    expect.stringContaining('Rappelez-moi'),
  ])
})

test("nobody marks another client's call", async () => {
  const call = await discardedCall()
  const context = await contextWithDirectory()
  expect(await markMattered(context, { clientId: 2, kind: 'call', id: call.sourceId }, alice)).toBe(
    'notDiscarded',
  )
  expect(await rig.context.db.select().from(acts)).toEqual([])
})
