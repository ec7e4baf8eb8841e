import type { Config } from '../config.ts'
import { absoluteMs } from '../secretaries/session.ts'

/**
 * `__Host-` binds the cookie to this host and to https. Without https, as in the demo, some browsers keep no secure
 * cookie, so there it is a plain one.
 */
export function sessionCookie({ publicUrl }: Pick<Config, 'publicUrl'>) {
  const secure = publicUrl.startsWith('https:')
  return {
    name: secure ? '__Host-permanence' : 'permanence',
    options: {
      path: '/',
      httpOnly: true,
      secure,
      sameSite: 'lax',
      maxAge: absoluteMs / 1000,
    },
  } as const
}
