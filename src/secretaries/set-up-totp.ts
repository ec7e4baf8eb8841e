import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { seal, unseal } from '../secret-box.ts'
import { findSecretary, type SecretaryRow } from './find-secretary.ts'
import { recordAccountEvent } from './record-account-event.ts'
import { hashRecoveryCode, newRecoveryCodes } from './recovery-code.ts'
import { recoveryCodes, secretaries } from './tables.ts'
import { newTotpSecret, stepOfCode } from './totp.ts'

type SettingContext = Pick<Context, 'config' | 'db' | 'now'>

/** Makes a secret for her telephone; it counts for nothing until she has shown a code of it. */
export async function startTotp({ config, db }: SettingContext, secretaryId: string): Promise<void> {
  await db
    .update(secretaries)
    .set({ totpSecret: seal(config, 'totp', secretaryId, newTotpSecret()), totpStep: null })
    .where(and(eq(secretaries.id, secretaryId), isNull(secretaries.totpSince)))
}

/** The secret that waits for its first code; null when there is none, or it counts already. */
export const waitingSecret = (
  { config }: Pick<Context, 'config'>,
  { id, totpSecret, totpSince }: SecretaryRow,
): string | null => (totpSecret && !totpSince ? unseal(config, 'totp', id, totpSecret) : null)

/** From now on a code is asked for at every sign-in. Answers her recovery codes, which are shown this once. */
export async function confirmTotp(
  context: SettingContext,
  secretaryId: string,
  code: string,
): Promise<readonly string[] | 'wrongCode'> {
  const secretary = await findSecretary(context.db, secretaryId)
  const secret = secretary && waitingSecret(context, secretary)
  const at = context.now()
  const step = secret ? stepOfCode(secret, code, at) : null
  if (step === null) return 'wrongCode'
  return context.db.transaction(async (tx) => {
    await tx.update(secretaries).set({ totpSince: at, totpStep: step }).where(eq(secretaries.id, secretaryId))
    await recordAccountEvent(tx, { actorId: secretaryId, secretaryId, verb: 'totpOn', at })
    return saveRecoveryCodes(context, tx, secretaryId)
  })
}

/** New ones; those made before open nothing any more. */
export async function renewRecoveryCodes(
  context: SettingContext,
  secretaryId: string,
): Promise<readonly string[]> {
  return context.db.transaction(async (tx) => {
    const at = context.now()
    await recordAccountEvent(tx, { actorId: secretaryId, secretaryId, verb: 'recoveryCodesMade', at })
    return saveRecoveryCodes(context, tx, secretaryId)
  })
}

async function saveRecoveryCodes(
  { config }: SettingContext,
  tx: Transaction,
  secretaryId: string,
): Promise<readonly string[]> {
  const codes = newRecoveryCodes()
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.secretaryId, secretaryId))
  const rows = codes.map((code) => ({ secretaryId, codeHash: hashRecoveryCode(config, secretaryId, code) }))
  await tx.insert(recoveryCodes).values(rows)
  return codes
}

/** Her telephone is lost, or she wants no second step: nothing of it is kept. */
export async function dropTotp(
  { db, now }: Pick<Context, 'db' | 'now'>,
  secretaryId: string,
  actorId: string,
): Promise<void> {
  const none = { totpSecret: null, totpSince: null, totpStep: null }
  await db.transaction(async (tx) => {
    await tx.update(secretaries).set(none).where(eq(secretaries.id, secretaryId))
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.secretaryId, secretaryId))
    await recordAccountEvent(tx, { actorId, secretaryId, verb: 'totpOff', at: now() })
  })
}
