import { type Language, t } from '../../i18n/text.ts'
import type { Entered, Field } from './field.ts'
import { one, ticked } from './field.ts'

/** What a field holds, in words. */
export function sayStored(field: Field, entered: Entered, language: Language): string {
  const text = one(entered, field.name)
  switch (field.kind) {
    case 'tick':
      return t(language, text === ticked ? 'setup.yes' : 'setup.no')
    case 'ticks':
      return (
        (entered[field.name] ?? []).map((value) => labelOf(field.options, value)).join(', ') ||
        nothing(language)
      )
    case 'choice':
      return text === '' ? nothing(language) : labelOf(field.options, text)
    default:
      return text === '' ? nothing(language) : text
  }
}

const nothing = (language: Language) => t(language, 'setup.nothing')

const labelOf = (options: readonly { value: string; label: string }[], value: string) =>
  options.find((option) => option.value === value)?.label ?? value
