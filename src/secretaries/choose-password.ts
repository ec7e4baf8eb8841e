import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { endSessions } from './end-sessions.ts'
import { findSecretary, type SecretaryRow } from './find-secretary.ts'
import { hashPassword, isPassword } from './password.ts'
import { faultOfPassword, type PasswordFault } from './password-rules.ts'
import { recordAccountEvent } from './record-account-event.ts'
import { hashSessionToken } from './session-token.ts'
import { passwordLinks, secretaries } from './tables.ts'
import { forgiveAttempts, takeAttempt } from './take-attempt.ts'

type ChoosingContext = Pick<Context, 'db' | 'now'>

/** Whom a link from a mail is for; null when it was used, replaced or is out of date, or she is disabled. */
export async function findPasswordLink(
  { db, now }: ChoosingContext,
  token: string,
): Promise<SecretaryRow | null> {
  const [found] = await db
    .select({ secretary: secretaries })
    .from(passwordLinks)
    .innerJoin(secretaries, eq(secretaries.id, passwordLinks.secretaryId))
    .where(and(usable(token, now()), isNull(secretaries.disabledAt)))
  return found?.secretary ?? null
}

const usable = (token: string, at: Date) =>
  and(
    eq(passwordLinks.tokenHash, hashSessionToken(token)),
    isNull(passwordLinks.usedAt),
    gt(passwordLinks.expiresAt, at),
  )

/** By the link of a mail, which is spent by it. Every session of hers ends, and nobody's guesses count any more. */
export async function choosePassword(
  context: ChoosingContext,
  token: string,
  password: string,
): Promise<PasswordFault | 'changed' | 'linkOver'> {
  const secretary = await findPasswordLink(context, token)
  if (!secretary) return 'linkOver'
  const fault = faultOfPassword(password, secretary)
  if (fault) return fault
  const passwordHash = await hashPassword(password)
  const at = context.now()
  const outcome = await context.db.transaction(async (tx) => {
    const spent = await tx.update(passwordLinks).set({ usedAt: at }).where(usable(token, at)).returning()
    if (spent.length === 0) return 'linkOver' as const
    await savePassword(tx, { secretary, passwordHash, keptSessionId: null, at })
    return 'changed' as const
  })
  if (outcome === 'changed') await forgiveAttempts(context, `account:${secretary.email.toLowerCase()}`)
  return outcome
}

type Changing = { readonly sessionId: string; readonly current: string; readonly password: string }

/** By herself, who is signed in and knows the one she has. Her other sessions end. */
export async function changePassword(
  context: ChoosingContext,
  secretaryId: string,
  { sessionId, current, password }: Changing,
): Promise<PasswordFault | 'changed' | 'wrongPassword'> {
  const secretary = await findSecretary(context.db, secretaryId)
  if (!secretary || !(await confirmPassword(context, secretary, current))) return 'wrongPassword'
  const fault = faultOfPassword(password, secretary)
  if (fault) return fault
  const passwordHash = await hashPassword(password)
  await context.db.transaction((tx) =>
    savePassword(tx, { secretary, passwordHash, keptSessionId: sessionId, at: context.now() }),
  )
  return 'changed'
}

/** For what a console left open must not allow. Tries are counted, as at the door. */
export async function confirmPassword(
  context: ChoosingContext,
  { id, passwordHash }: SecretaryRow,
  password: string,
): Promise<boolean> {
  const limit = { subject: `confirm:${id}`, free: 5, mostSeconds: 900 }
  if ((await takeAttempt(context, limit)) > 0) return false
  const isRight = await isPassword(password, passwordHash)
  if (isRight) await forgiveAttempts(context, limit.subject)
  return isRight
}

type Saving = {
  readonly secretary: SecretaryRow
  readonly passwordHash: string
  readonly keptSessionId: string | null
  readonly at: Date
}

async function savePassword(
  tx: Transaction,
  { secretary: { id }, passwordHash, keptSessionId, at }: Saving,
): Promise<void> {
  await tx.update(secretaries).set({ passwordHash }).where(eq(secretaries.id, id))
  await endSessions(tx, id, keptSessionId, at)
  await recordAccountEvent(tx, { actorId: id, secretaryId: id, verb: 'passwordChanged', at })
}
