import { and, eq } from 'drizzle-orm'
import type { AppointmentType } from '../../../src/agenda/appointment.ts'
import { appointments } from '../../../src/agenda/tables.ts'
import { executives } from '../../../src/clients/tables.ts'
import type { AgencyRig } from '../../support/agency-rig.ts'

/** An executive of a client, by their keys. */
export async function executiveOf({ context }: AgencyRig, clientId: number, key: string) {
  const isIt = and(eq(executives.clientId, clientId), eq(executives.key, key))
  const [found] = await context.db.select().from(executives).where(isIt)
  if (!found) throw new Error(`no executive ${key}`)
  return found
}

/** The free times of a booking page, as its buttons send them, with the digits that press them. */
export const offeredIn = (body: string): { value: string; digit: string | null }[] =>
  [...body.matchAll(/name="slot" value="([^"]+)" class="[^"]*"(?: data-digit="(\d)")?/g)].map(
    ([, value = '', digit]) => ({ value, digit: digit ?? null }),
  )

/** What a form without scripts would send besides what she writes. */
export function hiddenIn(body: string): Record<string, string> {
  const fields = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
  return Object.fromEntries(
    fields.map(([, name = '', value = '']) => [name, value]).filter(([name]) => name !== 'form'),
  )
}

export const valueIn = (body: string, name: string): string | undefined =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1]

export async function appointmentAt({ context }: AgencyRig, location: string | null) {
  const id = /appointments\/([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? ''
  const [found] = await context.db.select().from(appointments).where(eq(appointments.id, id))
  if (!found) throw new Error(`no appointment at ${location}`)
  return found
}

export const typeField = ({ id }: AppointmentType) => ({ type: id })
