import type { Context } from '../context.ts'
import { confirmPassword } from './choose-password.ts'
import { findSecretary, type SecretaryRow } from './find-secretary.ts'

/** In the demo people come in without a password; whoever has none there has none to give again. */
export const hasNoneToGive = (
  { config }: Pick<Context, 'config'>,
  { passwordHash }: Pick<SecretaryRow, 'passwordHash'>,
): boolean => config.demo && passwordHash === null

/** Whether she who is signed in gave her password again, for what a console left open must not allow. */
export async function confirmAgain(
  context: Pick<Context, 'config' | 'db' | 'now'>,
  secretaryId: string,
  password: string,
): Promise<boolean> {
  const secretary = await findSecretary(context.db, secretaryId)
  if (!secretary) return false
  return hasNoneToGive(context, secretary) || confirmPassword(context, secretary, password)
}
