import { eq } from 'drizzle-orm'
import type { Context } from '../../src/context.ts'
import { hashPassword } from '../../src/secretaries/password.ts'
import { secretaries } from '../../src/secretaries/tables.ts'

export const goodPassword = 'quatre girafes lisent Proust'

/** Somebody of the demo's agency, with a password as if she had chosen it. */
export async function givePassword({ db }: Pick<Context, 'db'>, key: string, password = goodPassword) {
  const passwordHash = await hashPassword(password)
  await db.update(secretaries).set({ passwordHash }).where(eq(secretaries.key, key))
  return secretaryOf({ db }, key)
}

export async function secretaryOf({ db }: Pick<Context, 'db'>, key: string) {
  const [row] = await db.select().from(secretaries).where(eq(secretaries.key, key))
  if (!row) throw new Error(`no secretary ${key}`)
  return row
}
