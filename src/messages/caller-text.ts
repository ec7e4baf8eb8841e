import { cutText, stripControls } from '../plain-text.ts'
import { maskSecrets } from './mask-secrets.ts'

const SCHEME_LINK = /\b(?:https?|ftp):\/\/\S+/giu
const BARE_LINK = /(?<![\p{L}\p{N}@.-])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,24}(?![\p{L}\p{N}@])/gu
// "M.Durand" is a person.
const INITIAL = /^\p{Lu}\.\p{Lu}\p{Ll}/u
const BIDI_OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g
const MAX = 4_000

/** What a caller wrote, fit to be passed on. `hasLink`: it held a link, which can no longer be tapped. */
export type CallerText = { readonly text: string; readonly hasLink: boolean }

/**
 * Card and social security numbers are masked. Links lose their scheme and their dots become "(.)", because
 * telephones and mail programs make a link of whatever looks like one, whether we do or not.
 */
export function callerText(body: string): CallerText {
  const clean = stripControls(body)
    .replace(BIDI_OVERRIDES, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  const masked = cutText(maskSecrets(clean), MAX)
  const text = masked
    .replace(SCHEME_LINK, (link) => link.replace(/^[a-z]+:\/\//i, '').replaceAll('.', '(.)'))
    .replace(BARE_LINK, (link) => (INITIAL.test(link) ? link : link.replaceAll('.', '(.)')))
  return { text, hasLink: text !== masked }
}
