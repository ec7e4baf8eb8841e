/** Small letters without accents, parted by single spaces; `asks` when a question mark ended it. */
export type Sentence = { readonly words: string; readonly asks: boolean }

/** Longer texts are letters, not answers. */
const longest = 500

/**
 * Takes a text apart for the grammar. Times become `@15:30` (`@03:00am` where half of the day was said), dates
 * `@3/12`, ordinals `@3rd`, and a comma is a word. Null when it is too long or has a sign, such as % or the
 * dash of "3-5", that the grammar has no meaning for.
 */
export function plainSentences(text: string): Sentence[] | null {
  if (text.length > longest) return null
  const plain = simplify(text)
  const sentences: Sentence[] = []
  let words: string[] = []
  for (let at = 0; at < plain.length; ) {
    const piece = readPiece(plain, at)
    if (!piece) return null
    at += piece.length
    if (piece.kind === 'word') words.push(piece.word)
    if (piece.kind !== 'end' || words.length === 0) continue
    sentences.push({ words: words.join(' '), asks: piece.asks })
    words = []
  }
  return words.length === 0 ? sentences : [...sentences, { words: words.join(' '), asks: false }]
}

// Those that only smile or nod; any other may mean the contrary of the words beside it.
const kindSigns = /[👍👌🙏😊🙂😀😃😄😁😉☺👏🤝💪✅✔✓❤😇🤗]|[\u{1f3fb}-\u{1f3ff}]/gu
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

const simplify = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(kindSigns, ' ').replace(invisible, '')

type Piece =
  | { readonly kind: 'word'; readonly length: number; readonly word: string }
  | { readonly kind: 'end'; readonly length: number; readonly asks: boolean }
  | { readonly kind: 'nothing'; readonly length: number }

function readPiece(text: string, at: number): Piece | null {
  for (const [pattern, kind, toWord] of pieces) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (!match) continue
    const { length } = match[0]
    if (kind === 'word') return { kind, length, word: toWord(match[0], match[1], match[2], match[3]) }
    return kind === 'end' ? { kind, length, asks: match[0].includes('?') } : { kind, length }
  }
  return null
}

type ToWord = (whole: string, first?: string, second?: string, third?: string) => string

const clock: ToWord = (_, hour = '', minute = '00', half = '') =>
  `@${hour.padStart(2, '0')}:${minute}${half && `${half}m`}`

/** The first that fits wins. */
const pieces: readonly [RegExp, Piece['kind'], ToWord][] = [
  [/(\d{1,2})(?:[:.h](\d\d))?[ \u00a0]?([ap])\.?m\b\.?/y, 'word', clock],
  [/(\d{1,2})\s?(?:h|heures?)(?:[ \u00a0]?([0-5]\d)(?:\s?mi?n)?)?(?![a-z\d])/y, 'word', clock],
  [/(\d{1,2}):([0-5]\d)(?![\d:])/y, 'word', clock],
  [/\d{1,2}\/\d{1,2}(?:\/20\d\d)?(?![\d/])/y, 'word', (whole) => `@${whole}`],
  [/(\d{1,2})(?:er|st|nd|rd|th)\b/y, 'word', (_, day) => `@${day}rd`],
  // "3. ok" is a list; the full stop of "ok 3. 4 non" ends a sentence. "3-5" and "3.5" are no numbers of lines.
  [/(\d+)\s?\.(?=[ \u00a0]*[a-z])/y, 'word', (_, number = '') => number],
  [/\d+(?!\.?\d|\s*[-–—−/⁄]\s*\d)/y, 'word', (whole) => whole],
  [
    /(?:n\s?[°º]|№|#|no?\.?(?=\d)|(?:num(?:ero)?|number|ligne|line|message|msg)s?(?=\s?\d))\s?(?=\d)/y,
    'nothing',
    String,
  ],
  [/apres[\s-]midi\b/y, 'word', () => 'apresmidi'],
  [/(?:apres[\s-]demain|(?:the )?day after tomorrow)\b/y, 'word', () => 'apresdemain'],
  [/rendez[\s-]vous\b/y, 'word', () => 'rdv'],
  [/aujourd\W?hui\b/y, 'word', () => 'aujourdhui'],
  [/midi et demie?\b/y, 'word', () => '@12:30pm'],
  [/(?:midi|noon)\b/y, 'word', () => '@12:00pm'],
  [/(?:minuit|midnight)\b/y, 'word', () => '@24:00'],
  [/[a-z]+/y, 'word', (whole) => whole],
  [/,/y, 'word', (whole) => whole],
  [/[+&](?=\s)/y, 'word', () => 'et'],
  [/[.;!?…¡¿\n\r]+/y, 'end', String],
  [/[\s:()[\]*_=>→'"’‘ʼ`´′«»“”„–—−-]+/y, 'nothing', String],
]
