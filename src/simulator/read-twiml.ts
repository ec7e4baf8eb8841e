import { XMLParser, XMLValidator } from 'fast-xml-parser'

export type Verb = { name: string; attributes: Record<string, string>; text: string; children: Verb[] }

export type Reading = { verbs: Verb[] } | { errorCode: 12100 | 11750 | 11770; detail: string }

/** Twilio's limit on a document, in bytes. */
const LARGEST = 64 * 1024

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
})

export function readTwiml(xml: string): Reading {
  if (xml.trim() === '') return { errorCode: 11770, detail: 'the body is empty' }
  if (Buffer.byteLength(xml) > LARGEST) return { errorCode: 11750, detail: 'the document is over 64 kB' }
  const valid = XMLValidator.validate(xml)
  if (valid !== true) return { errorCode: 12100, detail: valid.err.msg }
  const root = childrenOf(parser.parse(xml)).find((child) => child.name !== '?xml')
  if (root?.name !== 'Response') return { errorCode: 12100, detail: 'the root element is not <Response>' }
  return { verbs: root.children }
}

function childrenOf(nodes: unknown): Verb[] {
  if (!Array.isArray(nodes)) return []
  return nodes.flatMap((node: unknown) => {
    if (!isRecord(node)) return []
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text')
    return name ? [elementOf(name, node[name], node[':@'])] : []
  })
}

function elementOf(name: string, content: unknown, attributes: unknown): Verb {
  return {
    name,
    attributes: stringsOf(attributes),
    text: textOf(content).trim(),
    children: childrenOf(content),
  }
}

/** All text inside, in order, so that SSML children are spoken too. */
function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return ''
  return nodes
    .map((node: unknown) => {
      if (!isRecord(node)) return ''
      if ('#text' in node) return String(node['#text'])
      const name = Object.keys(node).find((key) => key !== ':@')
      return name ? textOf(node[name]) : ''
    })
    .join('')
}

function stringsOf(attributes: unknown): Record<string, string> {
  if (!isRecord(attributes)) return {}
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
