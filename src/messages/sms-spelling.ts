import { foreignLetters } from './gsm-letters.ts'

const SPELLINGS: readonly [RegExp, string][] = [
  [/\r\n?|[\u2028\u2029]/g, '\n'],
  [/(?!\n)\s/gu, ' '],
  [/[\u00ad\u200b\u200e\u200f\u2060\ufeff\p{Bidi_Control}]/gu, ''],
  [/\s?»|« ?|[“”„]/gu, '"'],
  [/[‘’‚‛ʼ‹›′]/gu, "'"],
  [/[‐‑‒–—―−]/gu, '-'],
  [/…/g, '...'],
  [/œ/g, 'oe'],
  [/Œ/g, 'OE'],
  [/n°\s?/gi, 'no '],
  [/°/g, ' deg'],
  [/•|·/g, '-'],
  [/×/g, 'x'],
]
// Digits, # and * count as emoji in Unicode, hence the pictographs; the rest glues or colours them.
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\u20e3|\ufe0f/gu

/**
 * The text in the letters of GSM-7, where 160 fit instead of 70: ç becomes c, « » become ", and emoji are left
 * out beside words. A text that cannot be written so (Cyrillic, nothing but emoji) comes back as it was.
 */
export function spellForSms(text: string): string {
  const spelled = SPELLINGS.reduce((line, [found, put]) => line.replace(found, put), text.normalize('NFC'))
  const words = spelled.replace(EMOJI, '').replace(/ {2,}/g, ' ')
  const bare = withoutForeignMarks(/[\p{L}\p{N}]/u.test(words) ? words : spelled)
  return foreignLetters(bare).length === 0 ? bare : text
}

/** Takes the accents off those letters alone that GSM-7 lacks: é and à stay. */
function withoutForeignMarks(text: string): string {
  return foreignLetters(text).reduce((line, letter) => {
    const plain = letter.normalize('NFKD').replace(/\p{M}/gu, '').replace('⁄', '/')
    return line.replaceAll(letter, plain)
  }, text)
}
