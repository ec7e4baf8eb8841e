import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { AgencyRig } from '../support/agency-rig.ts'
import type { Route } from '../support/collect-routes.ts'
import type { Visitor } from '../support/console-rig.ts'
import type { Filling } from './walk-stage.ts'

/** `GET /console/calls/:clientId/:callId`; HEAD goes by the name of GET. */
export const nameOf = ({ method, url }: Route): string =>
  `${method === 'HEAD' ? 'GET' : method} ${url.replace(/(.)\/$/, '$1')}`

export const parametersOf = ({ url }: Route): string[] =>
  [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name)

export const fill = ({ url }: Route, filling: Filling): string =>
  url
    .replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(filling[name] ?? `unfilled-${name}`))
    .replace('*', 'x')

type Seen = { status: number; body: string; location: string | null }

/** Follows nothing; reads of a stream only how it begins. */
export async function askOf(
  { url }: AgencyRig,
  { method }: Route,
  path: string,
  visitor: Visitor | null,
  form: Filling = {},
): Promise<Seen> {
  const isForm = !['GET', 'HEAD'].includes(method)
  const body = isForm
    ? new URLSearchParams({ ...form, ...(visitor ? { form: visitor.formToken } : {}) })
    : null
  const headers = { cookie: visitor ? `${visitor.cookie.name}=${visitor.cookie.value}` : '' }
  const stop = new AbortController()
  const init = { method, body, headers, redirect: 'manual', signal: stop.signal } as const
  const answer = await fetch(url + path, init)
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  const text = isStream ? await beginningOf(answer) : await answer.text()
  stop.abort()
  return { status: answer.status, body: text, location: answer.headers.get('location') }
}

async function beginningOf(answer: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  if (!answer.body) return text
  for await (const chunk of answer.body) {
    text += decoder.decode(chunk, { stream: true })
    if (/data:[^\n]*\n/.test(text)) break
  }
  return text
}

/** The clock aside, two pages that say the same are the same. */
export const said = ({ status, body, location }: Seen): Seen => ({
  status,
  location,
  body: body.replace(/\d{2}[:\sh]+\d{2}/g, ''),
})

/** Rows and their content, table by table; sign-ins and what they count aside, since everybody here signs in. */
export async function contentOf(rig: AgencyRig): Promise<Record<string, string>> {
  const names = await rowsOf(
    rig,
    sql`select tablename as name from pg_tables
      where schemaname = 'public' and tablename not in ('sessions', 'sign_in_failures')`,
  )
  const each = names.map(
    ({ name }) => sql`select ${name}::text as name,
      count(*) || ':' || coalesce(sum(hashtext(t::text)::bigint), 0) as content from ${sql.identifier(name)} t`,
  )
  const rows = await rowsOf(rig, sql.join(each, sql` union all `))
  return Object.fromEntries(rows.map(({ name, content = '' }) => [name, content]))
}

const rowSchema = z.object({ name: z.string(), content: z.string().optional() })

async function rowsOf({ context: { db } }: AgencyRig, query: SQL) {
  return z.object({ rows: z.array(rowSchema) }).parse(await db.execute(query)).rows
}
