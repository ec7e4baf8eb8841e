import type { Context } from '../context.ts'
import { deviceOf } from './device-token.ts'
import { findByEmail } from './find-secretary.ts'
import { openSession, type Visit } from './open-session.ts'
import { isPassword } from './password.ts'
import { newTicket } from './sign-in-ticket.ts'
import { forgiveAttempts, type Limit, returnAttempt, takeAttempt } from './take-attempt.ts'

type Credentials = { readonly email: string; readonly password: string }

export type SigningIn =
  | { readonly kind: 'signedIn'; readonly token: string; readonly deviceToken: string }
  /** The password was right; the ticket says so while she looks for her code. */
  | { readonly kind: 'codeNeeded'; readonly ticket: string }
  | { readonly kind: 'wait'; readonly seconds: number }
  /** Unknown account, wrong password, no password yet or disabled: nothing tells which, the time it takes neither. */
  | { readonly kind: 'refused' }

type SigningContext = Pick<Context, 'config' | 'db' | 'now'>

export async function signIn(
  context: SigningContext,
  { email, password }: Credentials,
  visit: Visit,
): Promise<SigningIn> {
  const found = await findByEmail(context.db, email)
  const limits = limitsOf(context, { email, secretaryId: found?.id ?? null }, visit)
  for (const limit of limits) {
    const seconds = await takeAttempt(context, limit)
    if (seconds > 0) return { kind: 'wait', seconds }
  }
  const isRight = await isPassword(password, found?.passwordHash ?? null)
  if (!found || !isRight || found.disabledAt) return { kind: 'refused' }
  for (const { subject } of limits)
    await (subject.startsWith('address:')
      ? returnAttempt(context, subject)
      : forgiveAttempts(context, subject))
  if (found.totpSince) return { kind: 'codeNeeded', ticket: newTicket(context, found) }
  return { kind: 'signedIn', ...(await openSession(context, found.id, visit, 'password')) }
}

type Account = { readonly email: string; readonly secretaryId: string | null }

/**
 * By account and by address; in a browser of hers by that alone, so that nobody can keep her out by guessing. The
 * pause of an address is short, since a whole office may share it.
 */
function limitsOf({ config }: SigningContext, { email, secretaryId }: Account, visit: Visit): Limit[] {
  const device = secretaryId && deviceOf(config, secretaryId, visit.deviceToken)
  if (device) return [{ subject: `device:${device}`, free: 10, mostSeconds: 900 }]
  const account = email.trim().toLowerCase().slice(0, 254)
  return [
    { subject: `address:${visit.address ?? 'unknown'}`, free: 30, mostSeconds: 60 },
    { subject: `account:${account}`, free: 5, mostSeconds: 900 },
  ]
}
