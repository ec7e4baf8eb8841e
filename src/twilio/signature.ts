import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'

/** Form fields as they arrived; a name that came twice has an array. */
export type FormFields = Readonly<Record<string, string | string[]>>

/**
 * Whether the exchange signed this request, with any of our tokens. `url` is the public address with the path
 * and query as they came: no header has a say in it.
 * https://www.twilio.com/docs/usage/security
 */
export const isSigned = (
  authTokens: readonly string[],
  signature: string | undefined,
  url: string,
  fields: FormFields,
): boolean =>
  signature !== undefined && authTokens.some((token) => validateRequest(token, signature, url, { ...fields }))
