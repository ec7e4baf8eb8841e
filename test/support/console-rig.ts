import { eq } from 'drizzle-orm'
import { sessionCookie } from '../../src/console/session-cookie.ts'
import { findSession } from '../../src/secretaries/find-session.ts'
import { formToken } from '../../src/secretaries/session-token.ts'
import { startSession } from '../../src/secretaries/start-session.ts'
import { secretaries } from '../../src/secretaries/tables.ts'
import type { AgencyRig } from './agency-rig.ts'

/** Somebody at the console, without a browser: pages by GET, forms by POST with the token of her session. */
export type Visitor = {
  readonly cookie: { readonly name: string; readonly value: string }
  readonly formToken: string
  get: (path: string) => Promise<Answer>
  post: (path: string, fields?: Record<string, string | readonly string[]>) => Promise<Answer>
}

export type Answer = { readonly status: number; readonly location: string | null; readonly body: string }

/** Signs a secretary of the demo agency in without asking for her password. */
export async function signIn(
  { context, url }: Pick<AgencyRig, 'context' | 'url'>,
  key: string,
): Promise<Visitor> {
  const [row] = await context.db.select().from(secretaries).where(eq(secretaries.key, key))
  if (!row) throw new Error(`no secretary ${key}`)
  const value = await startSession(context, row.id, { address: null, device: 'test' })
  const session = await findSession(context, value)
  if (!session) throw new Error(`${key} may not sign in`)
  const { name } = sessionCookie(context.config)
  const form = formToken(context.config, session.id)
  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { cookie: `${name}=${value}`, ...init.headers }
    const response = await fetch(url + path, { redirect: 'manual', ...init, headers })
    return {
      status: response.status,
      location: response.headers.get('location'),
      body: await response.text(),
    }
  }
  return {
    cookie: { name, value },
    formToken: form,
    get: (path) => ask(path),
    post: (path, fields = {}) => ask(path, { method: 'POST', body: encode({ form, ...fields }) }),
  }
}

function encode(fields: Record<string, string | readonly string[]>): URLSearchParams {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  return form
}
