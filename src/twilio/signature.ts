import twilio from 'twilio'

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
  signature !== undefined &&
  authTokens.some((token) => twilio.validateRequest(token, signature, url, { ...fields }))
