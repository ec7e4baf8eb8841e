import { type Language, t } from '../i18n/text.ts'
import type { FloorNews } from './find-floor-news.ts'
import { saySecours } from './secours/secours-bar.ts'

type Reader = { readonly id: string; readonly language: Language }

/** Of the floor's news what concerns her, in her words. */
export function sayFloorNews({ secours, handed }: FloorNews, { id, language }: Reader, now: Date) {
  const from = handed.get(id) ?? []
  const names = [...new Set(from)].join(', ')
  return {
    secours: secours && saySecours(secours, { language, now }),
    relay: from.length === 0 ? null : { count: from.length, said: t(language, 'relay.unread', { names }) },
  }
}
