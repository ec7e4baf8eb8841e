import type { PhoneNumber } from '../phone-number.ts'

/**
 * The ranges reserved for automated calling platforms since 2023 (Arcep decision 2022-1583): mainland,
 * then Guadeloupe, French Guiana, Martinique, Réunion and Mayotte.
 */
export const telemarketingPrefixes: readonly string[] = [
  ...['162', '163', '270', '271', '377', '378', '424', '425', '568', '569', '948', '949'].map(
    (digits) => `+33${digits}`,
  ),
  '+5909475',
  '+5949476',
  '+5969477',
  '+2629478',
  '+2629479',
]

export function isTelemarketing(number: PhoneNumber): boolean {
  return telemarketingPrefixes.some((prefix) => number.startsWith(prefix))
}
