/**
 * Letters and digits alone, without case or accents, one space around every word, so that
 * `fold(text).includes(fold(phrase))` finds whole words and phrases: "Fuite d’eau" is " fuite d eau ".
 */
export function fold(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = bare
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .match(/[\p{L}\p{N}]+/gu)
  return words ? ` ${words.join(' ')} ` : ''
}
