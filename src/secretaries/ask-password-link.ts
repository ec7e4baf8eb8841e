import type { Context } from '../context.ts'
import { findByEmail } from './find-secretary.ts'
import { sendPasswordLink } from './send-password-link.ts'
import { takeAttempt } from './take-attempt.ts'

type AskingContext = Pick<Context, 'config' | 'db' | 'log' | 'mailer' | 'now'>

/** What somebody is told who forgot her password is the same for every address; only a mail tells more. */
export async function askPasswordLink(
  context: AskingContext,
  { email, address }: { readonly email: string; readonly address: string | null },
): Promise<void> {
  const account = email.trim().toLowerCase().slice(0, 254)
  for (const limit of [
    { subject: `link-address:${address ?? 'unknown'}`, free: 20, mostSeconds: 900 },
    { subject: `link:${account}`, free: 3, mostSeconds: 3600 },
  ])
    if ((await takeAttempt(context, limit)) > 0) return
  const secretary = await findByEmail(context.db, account)
  if (!secretary || secretary.disabledAt) return
  // Not waited for: how long a mail takes would tell that the account is there.
  sendPasswordLink(context, secretary, { kind: 'reset', actorId: null }).catch((err) =>
    context.log.error({ event: 'passwordLink.failed', secretaryId: secretary.id, err }),
  )
}
