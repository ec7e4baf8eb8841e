import { createHmac } from 'node:crypto'

export type Field = readonly [name: string, value: string]
export type Fields = Readonly<Record<string, string>> | readonly Field[]

export const formType = 'application/x-www-form-urlencoded; charset=UTF-8'

/**
 * The exchange's signature, written down from its documentation and not through its SDK: address, then each
 * name with its values in order, values of a repeated name once. https://www.twilio.com/docs/usage/security
 */
export function signatureOf(token: string, url: string, fields: Fields): string {
  const values = Map.groupBy(pairsOf(fields), ([name]) => name)
  const signed = [...values.keys()]
    .sort()
    .flatMap((name) => [...new Set(values.get(name)?.map(([, value]) => value))].sort().map((v) => name + v))
    .join('')
  return createHmac('sha1', token)
    .update(url + signed, 'utf8')
    .digest('base64')
}

/** As browsers and the exchange write forms. */
export const formOf = (fields: Fields): string =>
  new URLSearchParams(pairsOf(fields).map(([name, value]): [string, string] => [name, value])).toString()

const pairsOf = (fields: Fields): readonly Field[] => (isPairs(fields) ? fields : Object.entries(fields))

const isPairs = (fields: Fields): fields is readonly Field[] => Array.isArray(fields)
