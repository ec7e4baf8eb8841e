import { en } from './en.ts'
import { fr } from './fr.ts'
import { typeset } from './french.ts'

export type Language = 'fr' | 'en'
export type TextKey = keyof typeof fr

/** Per key, the parameters of the French text: none, or one object of values. */
type Parameters = {
  [K in TextKey]: (typeof fr)[K] extends (...values: infer V extends readonly unknown[]) => string ? V : []
}

/** What another language must supply: every key, with at most the French parameters. */
export type Translation = {
  readonly [K in TextKey]: (typeof fr)[K] extends string ? string : (...values: Parameters[K]) => string
}

type Texts = { readonly [K in TextKey]: string | ((...values: Parameters[K]) => string) }

const TEXTS: Record<Language, Texts> = { fr, en }
const PLAIN = /^(?:voice|sms)\./

/** `t('fr', 'voice.greeting', { client: 'Cabinet Morel' })`. French is typeset, except what is spoken or texted. */
export function t<K extends TextKey>(language: Language, key: K, ...values: Parameters[K]): string {
  const entry = TEXTS[language][key]
  const text = typeof entry === 'string' ? entry : entry(...values)
  return language === 'fr' && !PLAIN.test(key) ? typeset(text) : text
}
