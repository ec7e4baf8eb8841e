import { type Language, t } from '../../i18n/text.ts'
import { formatNational } from '../../phone-number.ts'
import type { ClientDefinition } from '../agency-folder/definition.ts'
import type { ListedItem } from './list-pages.ts'
import type { ListName } from './part.ts'

/** Each item of a list in a line: its name, and what tells it from the others. */
export function listedItems(part: ListName, definition: ClientDefinition, language: Language): ListedItem[] {
  const { lines, executives, reasons, instructions, settings } = definition
  const nameOf = (key: string | null) => executives.find((one) => one.key === key)?.name ?? key ?? ''
  switch (part) {
    case 'lines':
      return lines.map((line) => ({
        key: line.key,
        title: formatNational(line.number),
        details: [t(language, `setup.diversion.${line.diversion}`), nameOf(line.recipient)],
      }))
    case 'executives':
      return executives.map(({ key, name, mobile, email, onCall }) => ({
        key,
        title: name,
        details: [
          ...(mobile ? [formatNational(mobile)] : []),
          ...(email ? [email] : []),
          ...(onCall === null ? [] : [t(language, 'setup.onCallAt', { place: onCall })]),
        ],
      }))
    case 'reasons':
      return reasons.map(({ key, name, treatment, urgent, recipient, questions }) => ({
        key,
        title: name,
        details: [
          t(language, `setup.treatment.${treatment}`),
          ...(urgent ? [t(language, 'setup.urgent')] : []),
          ...(recipient ? [nameOf(recipient)] : []),
          t(language, 'setup.questionCount', { count: questions.length }),
        ],
      }))
    case 'instructions':
      return instructions.map(({ key, body, from, until }) => ({
        key,
        title: cut(body),
        details:
          from || until ? [t(language, 'setup.dates', { from: from ?? '…', until: until ?? '…' })] : [],
      }))
    case 'slipFields':
      return settings.slipFields.map(({ key, label, choices, required }) => ({
        key,
        title: label,
        details: [...choices, ...(required ? [t(language, 'setup.slipFieldRequired')] : [])],
      }))
    case 'slipTemplates':
      return settings.slipTemplates.map(({ key, name, subject }) => ({
        key,
        title: name,
        details: subject ? [subject] : [],
      }))
    default:
      return part satisfies never
  }
}

const cut = (text: string) => (text.length > 160 ? `${text.slice(0, 160)}…` : text)
