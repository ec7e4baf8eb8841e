import type { Config } from '../config.ts'
import { absoluteMs } from '../secretaries/session.ts'

/** What of a reply keeps cookies. */
type CookieJar = {
  setCookie: (name: string, value: string, options: CookieOptions) => unknown
  clearCookie: (name: string, options: CookieOptions) => unknown
}
type CookieOptions = ReturnType<typeof sessionCookie>['options'] | ReturnType<typeof deviceCookie>['options']

/**
 * `__Host-` binds the cookie to this host and to https. Without https, as in the demo, some browsers keep no secure
 * cookie, so there it is a plain one.
 */
export function sessionCookie({ publicUrl }: Pick<Config, 'publicUrl'>) {
  const secure = publicUrl.startsWith('https:')
  return {
    name: secure ? '__Host-permanence' : 'permanence',
    options: { ...common, secure, sameSite: 'lax', maxAge: absoluteMs / 1000 },
  } as const
}

const common = { path: '/', httpOnly: true } as const
const yearSeconds = 365 * 24 * 3600

/** Says that this browser was hers before; it stays when she signs out. Sent by our own pages only. */
function deviceCookie({ publicUrl }: Pick<Config, 'publicUrl'>) {
  const secure = publicUrl.startsWith('https:')
  return {
    name: secure ? '__Host-permanence-device' : 'permanence-device',
    options: { ...common, secure, sameSite: 'strict', maxAge: yearSeconds },
  } as const
}

type Opened = { readonly token: string; readonly deviceToken: string }

export function keepSession(config: Config, jar: CookieJar, { token, deviceToken }: Opened): void {
  const [session, device] = [sessionCookie(config), deviceCookie(config)]
  jar.setCookie(session.name, token, session.options)
  jar.setCookie(device.name, deviceToken, device.options)
}

export function forgetSession(config: Config, jar: CookieJar): void {
  const { name, options } = sessionCookie(config)
  jar.clearCookie(name, options)
}

export const readDeviceToken = (
  config: Config,
  cookies: Readonly<Record<string, string | undefined>>,
): string | null => cookies[deviceCookie(config).name] ?? null
