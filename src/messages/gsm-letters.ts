/**
 * The letters of GSM-7 (3GPP TS 23.038, basic table), and those written as two units (its extension table).
 * The calculator knows them too, but takes milliseconds a text where a digest of ten lines may take one.
 */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENDED = '\f^{}\\[~]|€'

const units = new Map([
  ...[...BASIC].map((letter) => [letter, 1] as const),
  ...[...EXTENDED].map((letter) => [letter, 2] as const),
])

/** The letters of a text that force it into UCS-2, each once. */
export function foreignLetters(text: string): string[] {
  return [...new Set(text)].filter((letter) => !units.has(letter))
}

/** How many units of GSM-7 the text takes; null when it cannot be written so. */
export function gsmUnits(text: string): number | null {
  let sum = 0
  for (const letter of text) {
    const own = units.get(letter)
    if (own === undefined) return null
    sum += own
  }
  return sum
}
