/** The attributes of one element, in the order they are written. */
export type Attributes = Readonly<Record<string, string | number | boolean>>

/** `content` is markup, made by `element` and `escapeText`. The text may hold no control characters. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(`${value}`)}"`)
  const head = name + written.join('')
  return content === '' ? `<${head}/>` : `<${head}>${content}</${name}>`
}

export const escapeText = (text: string): string => text.replace(/[&<>\r]/g, (char) => escapes[char] ?? char)

const escapeAttribute = (text: string): string =>
  text.replace(/[&<"\t\n\r]/g, (char) => escapes[char] ?? char)

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}
