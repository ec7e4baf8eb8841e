import { type Language, t } from '../../i18n/text.ts'
import type { Issue } from '../agency-folder/explain-issue.ts'
import { issueWords } from './issue-words-table.ts'

const longestShown = 60

/** « 06 12 » : attendu un numéro de téléphone tel que 01 99 00 10 01. Names the value where there is one to show. */
export function sayIssue(issue: Issue, language: Language): string {
  const expected = sayExpected(issue.expected, language)
  const value = shownValue(issue.value)
  return value === null
    ? t(language, 'setup.wrong', { expected })
    : t(language, 'setup.wrongValue', { value, expected })
}

function shownValue(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value)
  if (text.trim() === '') return null
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
}

/** The checks of the agency folder speak English; their sentences are known, and said again in French. */
function sayExpected(expected: string, language: Language): string {
  const plain = expected.replace(/^expected /, '')
  if (language === 'en') return plain
  for (const [pattern, words] of issueWords) {
    const found = pattern.exec(plain)
    if (found) return typeof words === 'string' ? words : words(...found.slice(1))
  }
  return plain
}
