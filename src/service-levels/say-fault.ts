import { type Language, t } from '../i18n/text.ts'
import { longestDays, oldestDay, type PeriodFault } from './period.ts'

/** What was given, and what was expected. */
export function sayFault(fault: PeriodFault, language: Language, now: Date): string {
  switch (fault.kind) {
    case 'noSuchPeriod':
    case 'noSuchDate':
    case 'future':
      return t(language, `levels.fault.${fault.kind}`, { value: fault.value })
    case 'tooOld':
      return t(language, 'levels.fault.tooOld', {
        value: fault.value,
        oldest: oldestDay(now.toISOString().slice(0, 10)),
      })
    case 'order':
      return t(language, 'levels.fault.order', { from: fault.from, to: fault.to })
    case 'tooLong':
      return t(language, 'levels.fault.tooLong', { from: fault.from, to: fault.to, most: longestDays })
    default:
      return fault satisfies never
  }
}
