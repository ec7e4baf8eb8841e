/** What somebody looks for: every word and every number must be found, in any order. */
export type Terms = {
  readonly words: readonly string[]
  readonly numbers: readonly NumberTerm[]
}

/** `digits`: as typed, for references. `part`: as our numbers have it, without the first digit of the country code. */
export type NumberTerm = { readonly digits: string; readonly part: string }

const termsAtMost = 8
const isDigits = /^[+(]*\d[\d().+/-]*$/
const saysSomething = /[\p{L}\p{N}]/u

/** Groups of digits that follow each other are one number: `01 99 00 20`. */
export function readTerms(typed: string): Terms {
  const words: string[] = []
  const numbers: NumberTerm[] = []
  for (const piece of joinDigits(typed.split(/\s+/u)).slice(0, termsAtMost)) {
    const part = isDigits.test(piece) ? numberPart(piece) : null
    if (part !== null && part.length >= 3) numbers.push({ digits: piece, part })
    else if (saysSomething.test(piece) && part !== '') words.push(piece.slice(0, 60))
  }
  return { words, numbers }
}

function joinDigits(pieces: readonly string[]): string[] {
  const joined: string[] = []
  for (const piece of pieces) {
    const before = joined.at(-1)
    const goesOn = before !== undefined && isDigits.test(before) && /^[\d().-]+$/.test(piece)
    if (goesOn) joined.splice(-1, 1, before + piece)
    else joined.push(piece)
  }
  return joined
}

/** `06 12` and `+33 6 12` are kept as +33612…; of +44 20 only the first 4 is left out. */
function numberPart(piece: string): string {
  const plain = piece.replace('(0)', '')
  const digits = plain.replace(/\D/g, '')
  const abroad = plain.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : null
  if (abroad === null) return digits.replace(/^0/, '')
  return abroad.startsWith('33') ? abroad.slice(2) : abroad.slice(1)
}

export const isEmpty = ({ words, numbers }: Terms): boolean => words.length + numbers.length === 0
