import { failures } from '../../deliveries/failures.ts'
import { type Language, t } from '../../i18n/text.ts'

/** Why something was not delivered, in words. */
export function failureText(language: Language, failure: string | null): string {
  return t(language, `failure.${failures.find((known) => known === failure) ?? 'unknown'}`)
}
