import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordings } from '../../../src/calls/tables.ts'
import { ownedTables } from '../../../src/clients/setup/end/owned-tables.ts'
import { purgeClients } from '../../../src/clients/setup/end/purge-clients.ts'
import { formerClients } from '../../../src/clients/setup/end/tables.ts'
import { clients } from '../../../src/clients/tables.ts'
import { tasks } from '../../../src/tasks/tables.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { signIn } from '../../support/console-rig.ts'
import { describeOnOneDatabase } from '../../support/each-database.ts'
import { until } from '../../support/until.ts'

describeOnOneDatabase('a client that has ended', (database) => {
  let rig: AgencyRig
  let clientId: number
  beforeAll(async () => {
    rig = await startAgencyRig({ database })
    const [row] = await rig.context.db.select().from(clients).where(eq(clients.key, 'durand'))
    clientId = row?.clientId ?? 0
  })
  afterAll(() => rig?.close())

  /** Rows by table, of this client or of all others. */
  async function rowsOf(whose: 'its' | 'others') {
    const counts: [string, number][] = []
    for (const table of ownedTables()) {
      const is = whose === 'its' ? sql`client_id = ${clientId}` : sql`client_id <> ${clientId}`
      const answer = await rig.context.db.execute(
        sql`select count(*)::int as n from ${sql.identifier(table)} where ${is}`,
      )
      const rows = Array.isArray(answer) ? answer : Reflect.get(Object(answer), 'rows')
      counts.push([table, Number(rows[0].n)])
    }
    return counts.filter(([, count]) => count > 0)
  }

  test('is exported and, half a year later, purged to the last row and file; others are untouched', async () => {
    const { db, files } = rig.context
    const call = await rig.exchange.call({ from: '+33199002055', to: '+33199001002', speaks: { seconds: 8 } })
      .finished
    expect(call.disposition).toBe('recorded')
    await rig.exchange.text({ from: '+33199002055', to: '+33199001002', body: 'fuite dans la cave' }).finished
    const stored = await until('the recording is kept', async () => {
      const [row] = await db.select().from(recordings).where(eq(recordings.clientId, clientId))
      return row?.storedAt && row.exchangeDeletedAt ? row : null
    })
    await rig.exchange.settled()
    const claire = await signIn(rig, 'claire')
    await claire.post(`/console/clients/${clientId}/state`, { change: 'end-yes' })
    rig.clock.advance(184 * 86_400_000)
    await purgeClients(rig.context)
    expect(await db.$count(tasks, eq(tasks.kind, 'exportBeforePurge'))).toBe(1)
    expect(await db.$count(clients, eq(clients.clientId, clientId))).toBe(1)

    const later = await signIn(rig, 'claire')
    const archive = await later.get(`/console/clients/${clientId}/export`)
    expect(archive.status).toBe(200)
    for (const name of [
      'clients/durand.yaml',
      'contacts/durand.csv',
      'calls.csv',
      'texts.csv',
      'messages.csv',
      'acts.csv',
    ])
      expect(archive.body).toContain(name)
    const others = await rowsOf('others')
    expect(await files.read(stored.fileKey ?? '')).not.toBeNull()
    await purgeClients(rig.context)
    expect(await rowsOf('its')).toEqual([])
    expect(await rowsOf('others')).toEqual(others)
    expect(await files.read(stored.fileKey ?? '')).toBeNull()
    const [left] = await db.select().from(formerClients)
    expect(left).toMatchObject({ formerId: clientId, key: 'durand', rows: { calls: 1, files: 1, lines: 1 } })
    await until('the answer path has forgotten it', () => rig.context.directory.client(clientId) === null)
  })
})
