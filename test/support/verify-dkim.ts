import { createHash, createVerify, type KeyObject } from 'node:crypto'

/** A verifier of our own after RFC 6376, relaxed/relaxed: the header fields that are signed, or why it is not valid. */
export function verifyDkim(
  raw: string,
  publicKey: KeyObject,
): { signed: string[]; tags: Map<string, string> } {
  const end = raw.indexOf('\r\n\r\n')
  const fields = raw.slice(0, end).split(/\r\n(?![ \t])/)
  const signature = fields.find((field) => /^dkim-signature:/i.test(field))
  if (!signature) throw new Error('the mail has no DKIM signature')
  const tags = readTags(signature)
  const bodyHash = createHash('sha256')
    .update(relaxBody(raw.slice(end + 4)), 'latin1')
    .digest('base64')
  if (bodyHash !== tags.get('bh')) throw new Error('the body is not the one that was signed')
  const signed = (tags.get('h') ?? '').split(':')
  const signedFields = signed.map((name) =>
    fields.findLast((field) => field.toLowerCase().startsWith(`${name}:`)),
  )
  const unsigned = signature.replace(/(;\s*b=)[^;]*$/s, '$1')
  const input = [...signedFields.map((field) => relaxField(field ?? '')), relaxField(unsigned)].join('\r\n')
  const verifier = createVerify('RSA-SHA256').update(input, 'latin1')
  if (!verifier.verify(publicKey, tags.get('b') ?? '', 'base64'))
    throw new Error('the signature is not of this key')
  return { signed, tags }
}

function readTags(field: string): Map<string, string> {
  const parts = field.slice(field.indexOf(':') + 1).split(';')
  return new Map(
    parts.flatMap((part) => {
      const [, name = '', value = ''] = /^\s*(\w+)\s*=(.*)$/s.exec(part) ?? []
      return name ? [[name, value.replace(/\s/g, '')] as const] : []
    }),
  )
}

function relaxField(field: string): string {
  const colon = field.indexOf(':')
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim()
  return `${field.slice(0, colon).toLowerCase().trim()}:${value}`
}

function relaxBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''))
  return `${lines.join('\r\n').replace(/(?:\r\n)+$/, '')}\r\n`
}
