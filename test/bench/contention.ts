import { bookAppointment } from '../../src/agenda/book-appointment.ts'
import { executives } from '../../src/clients/tables.ts'
import { openServerDatabase } from '../../src/db/server-database.ts'
import { bookingOf, secretary, typeFor } from '../support/an-agenda.ts'
import { demoDatabase, openStage } from './stage.ts'

const attempts = 100
const rounds = 5

/** A hundred secretaries book the same time at the same moment; target: one wins, and none waits over a second. */
export async function benchContention(): Promise<Record<string, unknown>> {
  const stage = await openStage()
  const { db, close } = openServerDatabase(await demoDatabase(stage, 'contention'))
  try {
    const [executive] = await db.select().from(executives).limit(1)
    if (!executive) throw new Error('the demo agency has executives')
    const type = await typeFor(db, executive)
    const tomorrow = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 24 * 3_600_000
    const waits: number[] = []
    const won: number[] = []
    for (let round = 0; round < rounds; round++) {
      const startsAt = new Date(tomorrow + round * 3_600_000)
      const outcomes = await Promise.all(
        Array.from({ length: attempts }, async () => {
          const now = new Date()
          const startedAt = performance.now()
          const booking = bookingOf(executive, { typeId: type.id, startsAt })
          const { kind } = await db.transaction((tx) => bookAppointment(tx, booking, secretary(now), now))
          waits.push(performance.now() - startedAt)
          return kind
        }),
      )
      won.push(outcomes.filter((kind) => kind === 'booked').length)
      // Opening ten connections is no part of it.
      if (round === 0) waits.length = 0
    }
    waits.sort((a, b) => a - b)
    const [p50, longest] = [waits[Math.floor(waits.length / 2)] ?? 0, waits.at(-1) ?? 0]
    return { target: 1_000, unit: 'ms', p50: Math.round(p50), longest: Math.round(longest), won }
  } finally {
    await close()
    await stage.close()
  }
}
