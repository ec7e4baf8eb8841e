import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { hashSessionToken, newSessionToken } from './session-token.ts'
import { sessions } from './tables.ts'

type From = { readonly address: string | null; readonly device: string | null }

/** Signs somebody in who has shown who she is, and answers the token for her cookie: a new one at every sign-in. */
export async function startSession(
  { db, now }: Pick<Context, 'db' | 'now'>,
  secretaryId: string,
  { address, device }: From,
): Promise<string> {
  const token = newSessionToken()
  const at = now()
  await db.insert(sessions).values({
    tokenHash: hashSessionToken(token),
    id: newId(),
    secretaryId,
    createdAt: at,
    usedAt: at,
    address,
    device: device?.slice(0, 300) ?? null,
  })
  return token
}
