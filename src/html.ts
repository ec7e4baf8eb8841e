/** Markup that is safe to send. Only the `html` tag makes it, so that a raw string cannot pass for it. */
class Fragment {
  readonly #markup: string
  constructor(markup: string) {
    this.#markup = markup
  }
  toString(): string {
    return this.#markup
  }
}

export type Html = Fragment
type Value = Html | string | number | null | undefined | false | readonly Value[]

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Escapes every value that is not itself `Html`; lists are joined, and null, undefined and false are nothing.
 * Attributes must be quoted (`href="${…}"`): an unquoted one throws, since a space in it would end it.
 */
export function html(texts: TemplateStringsArray, ...values: readonly Value[]): Html {
  let markup = texts[0] ?? ''
  values.forEach((value, index) => {
    if (/=\s*$/.test(texts[index] ?? '')) throw new Error(`unquoted attribute: ${texts[index]?.slice(-40)}`)
    markup += render(value) + (texts[index + 1] ?? '')
  })
  return new Fragment(markup)
}

function render(value: Value): string {
  if (value instanceof Fragment) return value.toString()
  if (typeof value === 'object' && value !== null) return value.map(render).join('')
  if (value === null || value === undefined || value === false) return ''
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')
}
