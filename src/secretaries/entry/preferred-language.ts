import type { Language } from '../../i18n/text.ts'

/** Before we know who she is, her browser's word (RFC 9110, Accept-Language): the first language that we speak. */
export function preferredLanguage(header: string | undefined): Language {
  const first = (header ?? '').toLowerCase().match(/(?:^|[,\s])(fr|en)\b/)
  return first?.[1] === 'en' ? 'en' : 'fr'
}
