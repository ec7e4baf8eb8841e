import type { Client, Line } from '../clients/client.ts'
import { isResting, restingAction } from '../clients/resting.ts'
import { t } from '../i18n/text.ts'
import type { Caller } from '../phone-number.ts'
import { coverAt } from '../rules/hours.ts'
import { localTime } from '../rules/local-time.ts'
import { type CallPlace, type CallStep, dial, firstAnswer, voicemail } from './answer.ts'
import { rungNumber } from './rung-number.ts'
import type { VoiceAnswer } from './voice-answer.ts'

/**
 * What a caller hears while the database cannot be asked: from memory alone, and always a person or a voicemail, but
 * for a client whose service rests.
 */
export const degradedAnswers = ['emergency', 'secours', 'voicemail', 'apology', 'resting'] as const
export type DegradedAnswer = (typeof degradedAnswers)[number]

export const emergencyRingSeconds = 20

/** The emergency telephone itself is not rung back. */
export function chooseDegraded(client: Client | null, caller: Caller, now: Date): DegradedAnswer {
  if (!client) return 'apology'
  if (isResting(client)) return 'resting'
  const covered = coverAt(client.hours, localTime(now, client.hours.timeZone)) === 'inside'
  const emergencyNumber = rungNumber(client, client.emergencyNumber)
  const rings = emergencyNumber !== null && !(caller.kind === 'number' && caller.number === emergencyNumber)
  return covered && rings ? 'emergency' : 'voicemail'
}

export function degradedAnswer(
  choice: Exclude<DegradedAnswer, 'apology' | 'secours'>,
  place: CallPlace,
  line: Pick<Line, 'number' | 'diversion'>,
): VoiceAnswer {
  if (choice === 'resting') return firstAnswer(restingAction(place.client), place, line)
  const emergencyNumber = rungNumber(place.client, place.client.emergencyNumber)
  if (choice === 'voicemail' || !emergencyNumber) return voicemail({}, place)
  return dial(emergencyNumber, { ringSeconds: emergencyRingSeconds, screen: true }, place, line)
}

/** For a line that this process knows nothing of: an apology in the agency's language, then a voicemail. */
export const apology = (stepUrl: (step: CallStep) => string): VoiceAnswer => ({
  kind: 'voicemail',
  greeting: { text: t('fr', 'voice.degraded'), language: 'fr', voice: null },
  maxSeconds: 180,
  recordedUrl: stepUrl('recorded'),
  statusUrl: stepUrl('recording'),
})
