import { speech } from '../calls/answer.ts'
import type { Speech, VoiceAnswer } from '../calls/voice-answer.ts'
import type { Client } from '../clients/client.ts'
import type { Context } from '../context.ts'
import { type Letter, loadLetter } from '../deliveries/queries.ts'
import { type TextKey, t } from '../i18n/text.ts'
import { inTime } from '../in-time.ts'
import { isPhoneNumber } from '../phone-number.ts'
import { orSpool } from '../spool/or-spool.ts'
import { type AlertFacts, composeCall } from './compose-call.ts'
import { recordAlertKey } from './record-alert-key.ts'

/** One call that we placed, as its address names it. */
export type PlacedCall = { readonly clientId: number; readonly deliveryId: string }
type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'log' | 'patienceMs'>

/** She picked up: says that there is an urgent message, twice, and asks for a key. Also without the database. */
export async function answerAlert(context: Needs, call: PlacedCall): Promise<VoiceAnswer> {
  return ask(context, call, await whatIsSaid(context, call), 'first')
}

/** 1 is her word that she has it. Anything else is asked once more; a voicemail presses nothing. */
export async function answerAlertKey(
  context: Context,
  call: PlacedCall,
  { digits, turn }: { digits: string; turn: Turn },
): Promise<VoiceAnswer> {
  if (digits !== '1' && turn === 'first') return ask(context, call, await whatIsSaid(context, call), 'second')
  if (digits !== '1') return announce(context, call, 'voice.alertOpen')
  const at = context.now()
  const entry = { kind: 'alertKey', at: at.toISOString(), ...call } as const
  await orSpool(context, entry, () => recordAlertKey(context, call, at))
  return announce(context, call, 'voice.alertThanks')
}

/** Whether she may still try another key. */
export type Turn = 'first' | 'second'

const keySeconds = 6

function ask(
  { config }: Needs,
  { clientId, deliveryId }: PlacedCall,
  said: Speech | null,
  turn: Turn,
): VoiceAnswer {
  if (!said) return { kind: 'hangUp' }
  const again = turn === 'second' ? '?turn=second' : ''
  const keyUrl = `${config.publicUrl}/twilio/alert/${clientId}/${deliveryId}/key${again}`
  return { kind: 'ask', speech: said, keyUrl, keySeconds }
}

/** Null for a call that is none of ours. */
async function whatIsSaid(context: Needs, { clientId, deliveryId }: PlacedCall): Promise<Speech | null> {
  try {
    const key = { clientId, id: deliveryId }
    const letter = await inTime(context.patienceMs, () => loadLetter(context.db, key))
    return letter?.delivery.channel === 'call' ? speech(letter.client, composeCall(factsOf(letter))) : null
  } catch (err) {
    context.log.error({ event: 'alert.callDegraded', clientId, deliveryId, err })
    return fromMemory(context.directory.client(clientId))
  }
}

function factsOf({ client, executive, brings }: Letter): AlertFacts {
  const { language, name: clientName, health } = client
  const about = { language, clientName, health, message: null }
  if (brings.kind !== 'message' || !executive) return about
  const { kind, callerName, callbackNumber } = brings.message
  const number = callbackNumber ?? brings.message.callerNumber
  return {
    ...about,
    message: {
      ...{ executiveName: executive.name, carries: executive.choices.carries, kind, callerName },
      callerNumber: number && isPhoneNumber(number) ? number : null,
    },
  }
}

/** A client that this process does not know may be a health client. */
function fromMemory(client: Client | null): Speech {
  const { language, name: clientName, health } = client ?? { language: 'fr', name: '', health: true }
  return speech(
    client ?? { language, voice: null },
    composeCall({ language, clientName, health, message: null }),
  )
}

function announce(
  { directory }: Needs,
  { clientId }: PlacedCall,
  key: Extract<TextKey, `voice.alert${'Thanks' | 'Open'}`>,
): VoiceAnswer {
  const spokenBy = directory.client(clientId) ?? { language: 'fr', voice: null }
  return { kind: 'announce', speech: speech(spokenBy, t(spokenBy.language, key)) }
}
