import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { loseListener } from './listening/lose-listener.ts'
import { followSecretary } from './record-conference.ts'
import { callLegs } from './tables.ts'
import type { LiveKey } from './take-step.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>
type Ended = LiveKey & { readonly callSid: string; readonly isGone: boolean; readonly at: Date }

/**
 * A secretary's or supervisor's line has left the conference, as its own next step says. One that is not gone itself
 * (`isGone`) was put out with everybody when the caller left: she is not lost. False for a line that is not known.
 */
export async function recordLegEnded(
  context: Needs,
  { callSid, isGone, at, ...key }: Ended,
): Promise<boolean> {
  const [leg] = await context.db
    .update(callLegs)
    .set({ leftAt: sql`least(${callLegs.leftAt}, ${at.toISOString()}::timestamptz)` })
    .where(
      and(
        eq(callLegs.clientId, key.clientId),
        eq(callLegs.callId, key.callId),
        eq(callLegs.callSid, callSid),
        eq(callLegs.role, 'secretary'),
      ),
    )
    .returning()
  if (!leg) return loseListener(context, key, { callSid, at })
  if (isGone) await followSecretary(context, key, leg, at)
  return true
}
