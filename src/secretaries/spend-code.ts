import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { unseal } from '../secret-box.ts'
import type { SecretaryRow } from './find-secretary.ts'
import { recordAccountEvent } from './record-account-event.ts'
import { hashRecoveryCode } from './recovery-code.ts'
import { recoveryCodes, secretaries } from './tables.ts'
import { stepOfCode } from './totp.ts'

type SpendingContext = Pick<Context, 'config' | 'db' | 'now'>

/** Whether the six digits are hers and of now; they count once, also when two requests carry them at the same moment. */
export async function spendCode(
  { config, db, now }: SpendingContext,
  { id, totpSecret }: SecretaryRow,
  code: string,
): Promise<boolean> {
  const secret = totpSecret && unseal(config, 'totp', id, totpSecret)
  const step = secret ? stepOfCode(secret, code, now()) : null
  if (step === null) return false
  const isNew = or(isNull(secretaries.totpStep), lt(secretaries.totpStep, step))
  const spent = await db
    .update(secretaries)
    .set({ totpStep: step })
    .where(and(eq(secretaries.id, id), isNew))
    .returning({ id: secretaries.id })
  return spent.length > 0
}

export async function spendRecoveryCode(
  { config, db, now }: SpendingContext,
  secretaryId: string,
  code: string,
): Promise<boolean> {
  const at = now()
  const hers = and(
    eq(recoveryCodes.secretaryId, secretaryId),
    eq(recoveryCodes.codeHash, hashRecoveryCode(config, secretaryId, code)),
    isNull(recoveryCodes.usedAt),
  )
  return db.transaction(async (tx) => {
    const spent = await tx.update(recoveryCodes).set({ usedAt: at }).where(hers).returning()
    if (spent.length === 0) return false
    await recordAccountEvent(tx, { actorId: secretaryId, secretaryId, verb: 'recoveryCodeUsed', at })
    return true
  })
}
