import { calendarMultiGet, createObject, deleteObject, updateObject } from 'tsdav'
import { CalendarFailure } from '../failures.ts'
import { type Guard, openGuardedFetch } from '../guarded-fetch.ts'
import { type Changes, changesSince, type Remembered } from './changes-since.ts'
import { hrefOf, textOf } from './dav-values.ts'

export type Credentials = { readonly username: string; readonly password: string }

/** An item as it lies there. */
export type Fetched = { readonly href: string; readonly etag: string; readonly text: string }
/** `stale`: somebody was there first (412). `etag` is null where the server does not say. */
export type Written = { readonly kind: 'written'; readonly etag: string | null } | { readonly kind: 'stale' }

/** One collection of a CalDAV server. All of it throws `CalendarFailure`. */
export type CalendarServer = {
  readonly changesSince: (remembered: Remembered) => Promise<Changes>
  /** What is not there any more is left out. */
  readonly read: (hrefs: readonly string[]) => Promise<Fetched[]>
  /** `etag` null: only if nothing is there. */
  readonly write: (href: string, text: string, etag: string | null) => Promise<Written>
  readonly remove: (href: string, etag: string | null) => Promise<'removed' | 'stale'>
  readonly close: () => void
}

/** Ten megabytes, in half a minute: what a big calendar's list of items takes, and no more. */
export const davLimits = { maxBytes: 10 * 1024 * 1024, timeoutMs: 30_000 }

export function openServer(url: string, credentials: Credentials, guard: Guard): CalendarServer {
  const { fetch, close } = openGuardedFetch(guard)
  const dav = { headers: authorization(credentials), fetch: refusing(fetch) }
  const at = (href: string) => new URL(href, url).href
  return {
    changesSince: (remembered) => changesSince(url, dav, remembered),
    read: (hrefs) => (hrefs.length === 0 ? Promise.resolve([]) : readItems(url, dav, hrefs)),
    write: async (href, text, etag) => {
      const headers = { ...dav.headers, 'content-type': 'text/calendar; charset=utf-8' }
      const to = { url: at(href), data: text, fetch: dav.fetch }
      const response = etag
        ? await updateObject({ ...to, headers, etag })
        : await createObject({ ...to, headers: { ...headers, 'If-None-Match': '*' } })
      if (response.status === 412) return { kind: 'stale' }
      expectOk(response)
      return { kind: 'written', etag: response.headers.get('etag') }
    },
    remove: async (href, etag) => {
      const response = await deleteObject({ url: at(href), ...dav, ...(etag && { etag }) })
      if (response.status === 412) return 'stale'
      if (response.status !== 404 && response.status !== 410) expectOk(response)
      return 'removed'
    },
    close,
  }
}

export type Dav = {
  readonly headers: Record<string, string>
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
}

/** In UTF-8 (RFC 7617); tsdav's own takes Latin-1 only. */
export const authorization = ({ username, password }: Credentials): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
})

/** Says at once what tsdav would hide in an answer or an Error of its own. */
export const refusing =
  (fetch: Dav['fetch']): Dav['fetch'] =>
  async (input, init) => {
    const response = await fetch(input, init)
    if (response.status === 401) throw new CalendarFailure('credentials')
    if (response.status === 429 || response.status >= 500)
      throw new CalendarFailure('refused', `HTTP ${response.status}`)
    return response
  }

function expectOk({ ok, status }: Response): void {
  if (ok) return
  if (status === 403 || status === 405) throw new CalendarFailure('readOnly', `HTTP ${status}`)
  throw new CalendarFailure(status === 404 ? 'notThere' : 'refused', `HTTP ${status}`)
}

async function readItems(url: string, dav: Dav, hrefs: readonly string[]): Promise<Fetched[]> {
  const props = { 'd:getetag': {}, 'c:calendar-data': {} }
  const found = await calendarMultiGet({ url, ...dav, props, objectUrls: [...hrefs], depth: '1' })
  return found.flatMap(({ href, props: said }) => {
    const [etag, text] = [textOf(said?.getetag), textOf(said?.calendarData)]
    return href && etag && text ? [{ href: hrefOf(href, url), etag, text }] : []
  })
}
