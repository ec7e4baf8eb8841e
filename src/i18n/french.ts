const plurals = new Intl.PluralRules('fr')

const TITLES: readonly [RegExp, string][] = [
  [/(?<!\p{L})Me\s+(?=\p{Lu})/gu, 'Maître '],
  [/(?<!\p{L})M\.\s*(?=\p{Lu})/gu, 'Monsieur '],
  [/(?<!\p{L})Mme\.?\s+(?=\p{Lu})/gu, 'Madame '],
  [/(?<!\p{L})Mlle\.?\s+(?=\p{Lu})/gu, 'Mademoiselle '],
  [/(?<!\p{L})Dr\.?\s+(?=\p{Lu})/gu, 'Docteur '],
  [/(?<!\p{L})Pr\.?\s+(?=\p{Lu})/gu, 'Professeur '],
]

/** "1 seconde", "2 secondes"; zero is singular in French. */
export function plural(count: number, one: string, other: string): string {
  return `${count} ${plurals.select(count) === 'one' ? one : other}`
}

/** "d'Anne", "de Me Petit". A mute h cannot be told from an aspirated one, so h is left alone. */
export function elided(word: 'de', name: string): string {
  return /^[aeiouyâàéèêëîïôöùûüœæ]/i.test(name) ? `${word.slice(0, -1)}'${name}` : `${word} ${name}`
}

/** Abbreviations as a synthetic voice should say them: "Me Morel & Fils" is "Maître Morel et Fils". */
export function spokenName(name: string): string {
  const joined = name.replace(/\s*&\s*/g, ' et ')
  return TITLES.reduce((said, [short, whole]) => said.replace(short, whole), joined)
}

/**
 * French typography for what is read on a screen: narrow no-break space before ; ! ? %, no-break space before :
 * and inside « », curly apostrophes. A space must already be there, so addresses and times stay as they are.
 */
export function typeset(text: string): string {
  return text
    .replace(/ ([;!?%])/g, '\u202f$1')
    .replace(/ ([:»])/g, '\u00a0$1')
    .replace(/« /g, '«\u00a0')
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
}
