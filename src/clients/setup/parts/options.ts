import { type Language, t } from '../../../i18n/text.ts'
import type { FileObject } from '../../change-client.ts'
import type { Option } from '../field.ts'
import { listAt } from '../file-values.ts'

export const languageOptions = (language: Language): Option[] =>
  (['fr', 'en'] as const).map((value) => ({ value, label: t(language, `settings.${value}`) }))

/** The client's executives by key. */
export const executiveOptions = (file: FileObject): Option[] =>
  listAt(file, 'executives').map(({ key, name }) => ({ value: String(key), label: String(name) }))
