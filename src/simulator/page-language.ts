export type PageLanguage = 'fr' | 'en'

/** French unless the address or the browser asks for English before it. */
export function pageLanguage(asked: string | undefined, accepted: string | undefined): PageLanguage {
  if (asked === 'en' || asked === 'fr') return asked
  const first = (accepted ?? '').split(',').find((one) => /^\s*(fr|en)\b/i.test(one))
  return first?.trim().toLowerCase().startsWith('en') ? 'en' : 'fr'
}

/** `fill('Appel de {name}', { name: 'Me Petit' })`. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
