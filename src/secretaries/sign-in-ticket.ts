import type { Context } from '../context.ts'
import { isStamp, stamp } from '../secret-box.ts'
import type { SecretaryRow } from './find-secretary.ts'
import { findSecretary } from './find-secretary.ts'

const validMs = 10 * 60_000

/** Says that her password was right, for ten minutes and until it is changed. */
export function newTicket({ config, now }: Pick<Context, 'config' | 'now'>, secretary: SecretaryRow): string {
  const until = String(now().getTime() + validMs)
  return `${secretary.id}.${until}.${stamp(config, 'ticket', secretary.id, until, secretary.passwordHash ?? '')}`
}

/** Whose password it was; null for a ticket that is not ours or out of date. */
export async function readTicket(
  { config, db, now }: Pick<Context, 'config' | 'db' | 'now'>,
  ticket: string,
): Promise<SecretaryRow | null> {
  const [id = '', until = '', mac = ''] = ticket.split('.')
  if (!/^[0-9a-f-]{36}$/.test(id) || Number(until) < now().getTime()) return null
  const secretary = await findSecretary(db, id)
  if (!secretary || secretary.disabledAt) return null
  return isStamp(mac, stamp(config, 'ticket', id, until, secretary.passwordHash ?? '')) ? secretary : null
}
