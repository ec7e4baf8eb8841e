import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { isPerson, personOf } from '../answers/person.ts'
import { clients, executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { AppError } from '../errors.ts'
import { findBusy, type HatOfPerson } from './find-busy.ts'
import type { SlotFacts } from './slot-facts.ts'

type Asked = {
  readonly clientId: number
  readonly executiveIds: readonly string[]
  readonly type: SlotFacts['type']
  /** What touches this stretch counts; buffers are added to it here. */
  readonly from: Date
  readonly until: Date
  /** An appointment that is to be moved, or a reservation of one's own, does not stand in its own way. */
  readonly except?: readonly string[]
}

type Reader = Pick<Db, 'select'>

const mostBufferMs = 240 * 60_000

/** All that decides what can be offered: of each executive also what she has at her other clients. */
export async function loadSlotFacts(db: Reader, asked: Asked, now: Date): Promise<SlotFacts> {
  const { clientId, executiveIds } = asked
  const [client] = await db
    .select({ hours: clients.hours })
    .from(clients)
    .where(eq(clients.clientId, clientId))
  if (!client) throw new AppError(404, 'notFound', `There is no client ${clientId}`)
  const isNamed = and(eq(executives.clientId, clientId), inArray(executives.id, [...executiveIds]))
  const named = await db
    .select()
    .from(executives)
    .where(and(isNamed, isNull(executives.leftAt)))
  const busy = await findBusy(db, await findHats(db, named.map(personOf)), {
    from: new Date(asked.from.getTime() - mostBufferMs),
    until: new Date(asked.until.getTime() + mostBufferMs),
    except: asked.except ?? [],
    now,
  })
  const inOrder = executiveIds.flatMap((id) => named.find((executive) => executive.id === id) ?? [])
  return {
    now,
    type: asked.type,
    hours: client.hours,
    executives: inOrder.map((executive) => ({
      executiveId: executive.id,
      workingHours: executive.workingHours,
      busy: busy.get(personOf(executive)) ?? [],
    })),
  }
}

/** All rows of these humans, over all clients that they have not left. */
export async function findHats(db: Reader, persons: readonly string[]): Promise<HatOfPerson[]> {
  if (persons.length === 0) return []
  const person = sql<string>`coalesce(${executives.mobile}, ${executives.email}, ${executives.id}::text)`
  return db
    .select({ clientId: executives.clientId, id: executives.id, person })
    .from(executives)
    .where(and(or(...persons.map(isPerson)), isNull(executives.leftAt)))
}
