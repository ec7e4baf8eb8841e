import { createHmac } from 'node:crypto'

export type FormFields = Record<string, string>
export type Channel = 'voice' | 'text'

/**
 * Twilio's signature of a webhook: the public URL without fragment, then every form field in ASCII order of
 * its name, HMAC-SHA1, base64. https://www.twilio.com/docs/usage/security
 */
export function signWebhook(authToken: string, url: string, fields: FormFields): string {
  const names = Object.keys(fields).sort()
  const signed = names.reduce((text, name) => text + name + fields[name], url)
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64')
}

const ADDRESS = /^(https?):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]+)(:\d+)?([^#]*)/

/** The address as Twilio signs it: no fragment, no user info, and on voice over HTTPS no port. */
export function signedAddress(url: string, channel: Channel): string {
  const [, scheme, host, port = '', rest = ''] = ADDRESS.exec(url) ?? []
  const dropsPort = scheme === 'https' && channel === 'voice'
  return `${scheme}://${host}${dropsPort ? '' : port}${rest}`
}
