import type { Client } from '../clients/client.ts'
import { type PhoneNumber, whyNotDiallable } from '../phone-number.ts'

/** The number, unless there is none or it may not be rung: asked at each call, since what was allowed may not be now. */
export const rungNumber = (
  { allowedCountries }: Pick<Client, 'allowedCountries'>,
  number: PhoneNumber | null | undefined,
): PhoneNumber | null => (number && !whyNotDiallable(number, allowedCountries) ? number : null)
