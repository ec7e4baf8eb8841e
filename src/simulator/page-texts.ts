import { typeset } from '../i18n/french.ts'
import type { PageLanguage } from './page-language.ts'
import { en } from './page-texts-en.ts'
import { fr } from './page-texts-fr.ts'

export type PageTexts = typeof fr

export function pageTexts(language: PageLanguage): PageTexts {
  return language === 'fr' ? typesetAll(fr) : en
}

function typesetAll(texts: PageTexts): PageTexts {
  const result = { ...texts }
  for (const [key, text] of Object.entries(texts)) Object.assign(result, { [key]: typeset(text) })
  return result
}
