import type { Context } from '../context.ts'
import { newDeviceToken } from './device-token.ts'
import { recordAccountEvent } from './record-account-event.ts'
import { startSession } from './start-session.ts'

/** From where somebody comes: her address, the browser as it names itself, and whether she has been in it before. */
export type Visit = {
  readonly address: string | null
  readonly device: string | null
  readonly deviceToken: string | null
}

export async function openSession(
  context: Pick<Context, 'config' | 'db' | 'now'>,
  secretaryId: string,
  visit: Visit,
  by: 'password' | 'code' | 'recoveryCode' | 'demo',
): Promise<{ token: string; deviceToken: string }> {
  const token = await startSession(context, secretaryId, visit)
  const { address } = visit
  await recordAccountEvent(context.db, {
    actorId: secretaryId,
    secretaryId,
    verb: 'signedIn',
    details: { by, address },
    at: context.now(),
  })
  return { token, deviceToken: newDeviceToken(context.config, secretaryId) }
}
