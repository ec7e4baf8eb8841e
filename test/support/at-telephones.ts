import { eq } from 'drizzle-orm'
import { stations } from '../../src/floor/tables.ts'
import { isPhoneNumber } from '../../src/phone-number.ts'
import { secretaries } from '../../src/secretaries/tables.ts'
import type { Leg } from '../../src/simulator/leg.ts'
import type { Telephone } from '../../src/simulator/telephone.ts'
import type { LiveRig } from './live-rig.ts'
import { until } from './until.ts'

const mobiles = { alice: '+33199006001', benoit: '+33199006002', claire: '+33199006003' }

/** She answers at her mobile. */
export async function sitsAtTelephone(rig: LiveRig, key: keyof typeof mobiles) {
  const { db, now, presence } = rig.context
  const [person] = await db.select().from(secretaries).where(eq(secretaries.key, key))
  const number = mobiles[key]
  if (!person || !isPhoneNumber(number)) throw new Error(`no secretary ${key}`)
  const seat = { state: 'available', device: 'telephone', telephone: number } as const
  await db.insert(stations).values({ secretaryId: person.id, ...seat, stateSince: now(), freeSince: now() })
  await presence.refresh(now())
  return { id: person.id, telephone: rig.exchange.telephone(number).behave({ kind: 'byHand' }) }
}

export const ringsAt = ({ telephone }: { telephone: Telephone }) =>
  until(`${telephone.number} rings`, () => telephone.legs.find(({ status }) => status === 'ringing'), 8_000)

export const presses = (leg: Pick<Leg, 'onKey'>, key: string) =>
  until('she is asked for a key', () => {
    leg.onKey?.(key)
    return leg.onKey !== null
  })
