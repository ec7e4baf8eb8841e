import type { Context } from '../context.ts'
import type { RecordingStatus } from '../twilio/webhooks.ts'
import { keepConversation } from './keep-conversation.ts'

type Needs = Pick<Context, 'db' | 'jobs' | 'live' | 'log'>

/**
 * The exchange says that a recording is done. `absent`: there is nothing on it; what there is of it is erased there
 * all the same. Answers whether that call is known.
 */
export async function recordConversation(
  context: Needs,
  { clientId, at }: { readonly clientId: number; readonly at: Date },
  { callId, recordingSid, seconds, status }: RecordingStatus,
): Promise<boolean> {
  if (!recordingSid || (status !== 'completed' && status !== 'absent')) return true
  const audible = status === 'absent' ? 0 : seconds
  return keepConversation(context, { clientId, callId, recordingSid, seconds: audible, at })
}
