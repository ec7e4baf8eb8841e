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
    case 'appointmentTypes':
      return definition.appointmentTypes.map((type) => ({
        key: type.key,
        title: type.name,
        details: [
          t(language, 'setup.minutesLong', { minutes: type.minutes }),
          t(language, `setup.venue.${type.venue}`),
          ...type.executives.map(nameOf),
        ],
      }))
    case 'mandates':
      return definition.mandates.map(({ key, secretary, appointmentTypes, executives, until }) => ({
        key,
        title: t(language, `setup.mandate.${secretary}`),
        details: [
          ...appointmentTypes.map((type) => typeName(definition, type)),
          ...executives.map(nameOf),
          ...(until ? [t(language, 'setup.dates', { from: '…', until })] : []),
        ],
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

const typeName = ({ appointmentTypes }: ClientDefinition, key: string): string =>
  appointmentTypes.find((type) => type.key === key)?.name ?? key

const cut = (text: string) => (text.length > 160 ? `${text.slice(0, 160)}…` : text)
