import { t } from '../i18n/text.ts'
import { formatNational } from '../phone-number.ts'
import { dateInWords, explainCondition, nameOf, type Reader } from './explain-condition.ts'
import type { Finding } from './finding.ts'

/** "Attention, règle « nuit » : ses dates sont passées depuis le 2 janvier 2026" */
export function explainFinding(finding: Finding, reader: Reader): string {
  const { language } = reader
  const rule = finding.ruleKey === 'default' ? t(language, 'decision.defaultRule') : finding.ruleKey
  return t(language, `finding.${finding.level}`, { rule, words: findingInWords(finding, reader) })
}

/** "ses dates sont passées depuis le 2 janvier 2026" */
export function findingInWords(finding: Finding, reader: Reader): string {
  const { language } = reader
  switch (finding.code) {
    case 'neverHolds': {
      const [one, two] = [explainCondition(finding.one, reader), explainCondition(finding.two, reader)]
      return t(language, 'finding.neverHolds', { one, two })
    }
    case 'hoursEmpty':
      return t(language, `finding.${finding.of}Empty.${finding.is}`)
    case 'datesPast':
      return t(language, 'finding.datesPast', { date: dateInWords(finding.to, language) })
    case 'shadowed':
      return t(language, finding.exceptOwn ? 'finding.shadowedExceptOwn' : 'finding.shadowed', finding)
    case 'contradicts':
      return t(language, 'finding.contradicts', finding)
    case 'foreignLine':
      return t(language, 'finding.foreignLine', { line: formatNational(finding.line) })
    case 'unknownExecutive':
    case 'noTelephone':
      return t(language, `finding.${finding.code}`, { name: nameOf(finding.executive, reader) })
    case 'forwardToOurLine':
      return explainTarget(finding.code, finding.executive, formatNational(finding.line), reader)
    case 'forwardMayReturn':
      return explainTarget(finding.code, finding.executive, formatNational(finding.publicNumber), reader)
    case 'ringsTooLong':
      return t(language, 'finding.ringsTooLong', { seconds: finding.ringSeconds, most: finding.mostSeconds })
    case 'discardsFrance':
      return t(language, 'finding.discardsFrance', finding)
    case 'discardsEveryCall':
    case 'discardsEveryCaller':
    case 'discardsWithheld':
    case 'discardsUnknown':
    case 'ownNotDiscarded':
      return t(language, `finding.${finding.code}`)
    default:
      return finding satisfies never
  }
}

function explainTarget(
  code: 'forwardToOurLine' | 'forwardMayReturn',
  executive: string,
  number: string,
  reader: Reader,
): string {
  return t(reader.language, `finding.${code}`, { name: nameOf(executive, reader), number })
}
