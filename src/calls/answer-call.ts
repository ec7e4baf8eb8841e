import type { Context } from '../context.ts'
import { t } from '../i18n/text.ts'
import { inTime } from '../in-time.ts'
import { recordUnrouted } from '../twilio/record-unrouted.ts'
import type { CallArrived } from '../twilio/webhooks.ts'
import { answerAsHeard, degrade, heardInSpool } from './degrade.ts'
import { type AnswerPath, receiveCall } from './receive-call.ts'
import type { VoiceAnswer } from './voice-answer.ts'

/** Every call gets an answer: from the rules, or from memory when the database does not answer in time. */
export async function answerCall(
  context: Context & AnswerPath,
  arrived: CallArrived,
  fields: () => Record<string, string>,
): Promise<VoiceAnswer> {
  const found = context.directory.findLine(arrived.to)
  if (!found && context.directory.isComplete()) return answerUnknownLine(context, arrived, fields())
  const heard = heardInSpool(context, arrived.callId)
  if (heard) return answerAsHeard(context, arrived, heard)
  try {
    if (!found) throw new Error('the directory has not been read yet')
    return await inTime(context.patienceMs, (signal) => receiveCall(context, arrived, found, signal))
  } catch (error) {
    return degrade(context, arrived, error)
  }
}

/** A number that is ours no more, or not yet anybody's: said politely, and noted for the agency. */
async function answerUnknownLine(
  context: Context,
  { callId }: CallArrived,
  fields: Record<string, string>,
): Promise<VoiceAnswer> {
  context.log.warn({ event: 'call.unrouted' })
  await inTime(context.patienceMs, () => recordUnrouted(context, 'call', fields, callId)).catch((err) =>
    context.log.error({ event: 'call.unroutedLost', err }),
  )
  return { kind: 'announce', speech: { text: t('fr', 'voice.unknownLine'), language: 'fr', voice: null } }
}
