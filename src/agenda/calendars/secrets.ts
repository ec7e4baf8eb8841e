import type { Config } from '../../config.ts'
import { seal, unseal } from '../../secret-box.ts'
import { CalendarFailure } from './failures.ts'
import type { Guard } from './guarded-fetch.ts'

type Secrets = Pick<Config, 'sessionSecret'>

/** A password, or the address of a file, as its row keeps it. */
export const sealFor = (secrets: Secrets, calendarId: string, secret: string): string =>
  seal(secrets, 'calendar', calendarId, secret)

/** What cannot be opened any more has to be entered anew, like a password that was changed. */
export function secretOf(
  secrets: Secrets,
  calendar: { readonly id: string; readonly secret: string | null },
): string {
  const secret = calendar.secret && unseal(secrets, 'calendar', calendar.id, calendar.secret)
  if (!secret) throw new CalendarFailure('credentials')
  return secret
}

/** What may be asked, with what limits. */
export const guardOf = (
  { privateCalendars }: Pick<Config, 'privateCalendars'>,
  limits: Omit<Guard, 'allowsPrivate'>,
): Guard => ({ ...limits, allowsPrivate: privateCalendars })
