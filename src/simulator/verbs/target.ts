import type { DocumentRequest } from '../fetch-document.ts'
import type { Document, StatusCallback } from '../leg.ts'
import type { Verb } from '../read-twiml.ts'
import type { FormFields } from '../signature.ts'

/** An address in a document; relative ones are resolved against the document's own. */
export function resolveUrl(document: Document, url: string): string {
  return new URL(url, document.url).href
}

/** Where a verb sends its result: its `action`, or else the document it stands in. */
export function actionOf(document: Document, verb: Verb, fields: FormFields): DocumentRequest {
  const { action, method } = verb.attributes
  return {
    kind: 'step',
    url: action === undefined || action === '' ? document.url : resolveUrl(document, action),
    method: method === 'GET' ? 'GET' : 'POST',
    fields,
  }
}

export function secondsOf(value: string | undefined, otherwise: number): number {
  const seconds = Number(value ?? otherwise)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : otherwise
}

export function isTrue(value: string | undefined, otherwise: 'true' | 'false'): boolean {
  return (value ?? otherwise) === 'true'
}

/** Where to report to, and what: the attributes `<name>`, `<name>Method` and `<name>Event`. */
export function subscriptionOf(
  document: Document,
  attributes: Verb['attributes'],
  name: string,
  events: string,
): StatusCallback | null {
  const url = attributes[name]
  if (!url) return null
  return {
    url: resolveUrl(document, url),
    method: attributes[`${name}Method`] === 'GET' ? 'GET' : 'POST',
    events: new Set((attributes[`${name}Event`] ?? events).split(/\s+/)),
  }
}
