import type { Context } from '../context.ts'
import type { SecretaryRow } from './find-secretary.ts'
import { openSession, type Visit } from './open-session.ts'
import { readTicket } from './sign-in-ticket.ts'
import { spendCode, spendRecoveryCode } from './spend-code.ts'
import { forgiveAttempts, takeAttempt } from './take-attempt.ts'

export type GivingCode =
  | { readonly kind: 'signedIn'; readonly token: string; readonly deviceToken: string }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'refused' }
  /** She took too long, or her password was changed meanwhile. */
  | { readonly kind: 'ticketOver' }

/** The second step: the six digits of her telephone, or a recovery code. Either opens once. */
export async function giveCode(
  context: Pick<Context, 'config' | 'db' | 'now'>,
  { ticket, code }: { readonly ticket: string; readonly code: string },
  visit: Visit,
): Promise<GivingCode> {
  const secretary = await readTicket(context, ticket)
  if (!secretary) return { kind: 'ticketOver' }
  const limit = { subject: `code:${secretary.id}`, free: 5, mostSeconds: 900 }
  const seconds = await takeAttempt(context, limit)
  if (seconds > 0) return { kind: 'wait', seconds }
  const by = await spend(context, secretary, code)
  if (!by) return { kind: 'refused' }
  await forgiveAttempts(context, limit.subject)
  return { kind: 'signedIn', ...(await openSession(context, secretary.id, visit, by)) }
}

async function spend(context: Pick<Context, 'config' | 'db' | 'now'>, secretary: SecretaryRow, code: string) {
  if (await spendCode(context, secretary, code)) return 'code'
  return (await spendRecoveryCode(context, secretary.id, code)) ? 'recoveryCode' : null
}
