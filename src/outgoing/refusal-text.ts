import { type Language, t } from '../i18n/text.ts'
import { whenInWords } from '../i18n/time-in-words.ts'
import type { Refusal } from './refusal.ts'

/** Why nobody was rung, and what can be done about it. */
export function refusalText(
  refusal: Refusal,
  language: Language,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): string {
  switch (refusal.kind) {
    case 'number': {
      const { number, why } = refusal
      return t(language, 'outgoing.refused.number', { number, why: t(language, `outgoing.why.${why}`) })
    }
    case 'ownLine':
      return t(language, 'outgoing.refused.ownLine', { number: refusal.number })
    case 'resting':
      return t(language, 'outgoing.refused.resting')
    case 'stopped': {
      const when = whenInWords({ at: refusal.since, now, timeZone }, language)
      return t(language, 'outgoing.refused.stopped', { by: refusal.by, when })
    }
    case 'callsADay':
    case 'minutesADay':
      if (refusal.limit === 0) return t(language, 'outgoing.refused.noCalls')
      return t(language, `outgoing.refused.${refusal.kind}`, { limit: refusal.limit })
    case 'prospecting':
      if (refusal.why === 'hours') return t(language, 'outgoing.refused.hours')
      return t(language, `outgoing.refused.${refusal.why}`, { number: refusal.number })
    case 'station':
      return t(language, `outgoing.refused.${refusal.why}`)
    default:
      return refusal satisfies never
  }
}
