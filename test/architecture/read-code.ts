const quoted = String.raw`'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"`
// After an operator, an opening bracket or `return` a slash begins a regular expression; elsewhere it divides.
const regularExpression = String.raw`(?<=[(,=:[!&|?{};+*%<>~^-]\s*|\breturn\s+)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*`
const comment = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`
const inCode = new RegExp(`(?<comment>${comment})|(?<words>${quoted}|${regularExpression})|[\\s\\S]`, 'y')
const inTemplate = /(?<words>(?:\\[\s\S]|\$(?!\{)|[^\\`$])+)|\$\{|`/y

/**
 * TypeScript without its comments (`code`), and without strings and regular expressions as well (`bare`).
 * What stands in the holes of a template string is kept in both: it is code.
 */
export function readCode(text: string): { code: string; bare: string } {
  const open: string[] = []
  let code = ''
  let bare = ''
  let at = 0
  while (at < text.length) {
    const pattern = open.at(-1) === '`' ? inTemplate : inCode
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found === null) throw new Error(`cannot read the code at ${text.slice(at, at + 40)}`)
    const [piece] = found
    at += piece.length
    if (!found.groups?.comment) code += piece
    if (!found.groups?.comment && !found.groups?.words) bare += piece
    follow(open, piece)
  }
  return { code, bare }
}

// Which bracket is open tells whether a closing one ends a hole or a block.
function follow(open: string[], piece: string): void {
  if (piece === '`' && open.at(-1) === '`') open.pop()
  else if (piece === '`' || piece === '{' || piece === '${') open.push(piece)
  else if (piece === '}') open.pop()
}
