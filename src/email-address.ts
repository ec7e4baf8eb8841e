import { domainToASCII } from 'node:url'

declare const brand: unique symbol
/** One plain address (`local@domain`), ASCII, the domain in lower case and punycode. */
export type EmailAddress = string & { readonly [brand]: 'EmailAddress' }

// RFC 5321 limits: 64 for the local part, 63 for a label, 254 for the whole.
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/

/**
 * Null for whatever is not exactly one addr-spec: groups, comments, quoted local parts and display names are
 * refused, since mail libraries expand them to other recipients than the one that was shown.
 */
export function parseEmail(input: string): EmailAddress | null {
  const parts = input.trim().split('@')
  const [local, domain] = parts
  if (parts.length !== 2 || !local || !domain || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return null
  const address = `${local}@${domainToASCII(domain)}`
  return isEmailAddress(address) ? address : null
}

/** For stored values; input from people goes through `parseEmail`. */
export function isEmailAddress(text: string): text is EmailAddress {
  const [local = '', domain = '', ...rest] = text.split('@')
  return (
    rest.length === 0 && text.length <= 254 && local.length <= 64 && LOCAL.test(local) && DOMAIN.test(domain)
  )
}
