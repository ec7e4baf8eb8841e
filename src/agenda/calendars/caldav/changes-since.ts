import { propfind, syncCollection } from 'tsdav'
import { z } from 'zod'
import { CalendarFailure } from '../failures.ts'
import { hrefOf, textOf } from './dav-values.ts'
import type { Dav } from './open-server.ts'

/** What the last reading left: a token of RFC 6578, or the tag of a whole calendar (ctag). */
export type Remembered = { readonly syncToken: string | null; readonly ctag: string | null }

export type Changes = { readonly next: Remembered } & (
  | { readonly kind: 'nothing' }
  /** Only what changed. */
  | { readonly kind: 'some'; readonly changed: ReadonlyMap<string, string>; readonly gone: readonly string[] }
  /** Everything that is there. */
  | { readonly kind: 'all'; readonly changed: ReadonlyMap<string, string> }
)

/** Etags by path: by token where the server offers it, else by the tag of the whole and the list of all. */
export async function changesSince(url: string, dav: Dav, remembered: Remembered): Promise<Changes> {
  if (remembered.syncToken) {
    const some = await changesByToken(url, dav, remembered.syncToken)
    if (some) return some
  }
  const next = await findTags(url, dav)
  if (!next.syncToken && next.ctag && next.ctag === remembered.ctag) return { kind: 'nothing', next }
  return { kind: 'all', changed: await listItems(url, dav), next }
}

/** Asked for before the list: what comes in between is then seen twice rather than never. */
async function findTags(url: string, dav: Dav): Promise<Remembered> {
  const props = { 'd:sync-token': {}, 'cs:getctag': {}, 'd:resourcetype': {} }
  const [found] = await propfind({ url, ...dav, props, depth: '0' })
  if (found?.status === 404 || found?.status === 410) throw new CalendarFailure('notThere')
  if (!found?.ok) throw new CalendarFailure('refused', `HTTP ${found?.status}`)
  if (!isCalendar(found.props)) throw new CalendarFailure('notACalendar')
  return { syncToken: textOf(found.props?.syncToken), ctag: textOf(found.props?.getctag) }
}

const calendarSchema = z.object({ resourcetype: z.object({ calendar: z.unknown() }) })
export const isCalendar = (props: unknown): boolean => {
  const { data } = calendarSchema.safeParse(props)
  return data !== undefined && 'calendar' in data.resourcetype
}

async function listItems(url: string, dav: Dav): Promise<Map<string, string>> {
  const found = await propfind({ url, ...dav, props: { 'd:getetag': {}, 'd:resourcetype': {} }, depth: '1' })
  if (found.some(({ ok, href }) => !ok && !href)) throw new CalendarFailure('refused')
  return etagsOf(url, found)
}

type Found = Awaited<ReturnType<typeof propfind>>

function etagsOf(url: string, found: Found): Map<string, string> {
  const own = hrefOf(url, url)
  const items = found.flatMap(({ href, props }) => {
    const etag = textOf(props?.getetag)
    const path = href ? hrefOf(href, url) : own
    return etag && path !== own && path !== `${own}/` && !path.endsWith('/') ? [[path, etag] as const] : []
  })
  return new Map(items)
}

/** A server may cut its answer (507) and give a token to go on with. */
const pagesAtMost = 100
const tokenSchema = z.object({ multistatus: z.object({ syncToken: z.unknown() }) })

/** Null for a token that the server does not know any more. */
async function changesByToken(url: string, dav: Dav, since: string): Promise<Changes | null> {
  const changed = new Map<string, string>()
  const gone = new Set<string>()
  let token = since
  for (let page = 0; page < pagesAtMost; page += 1) {
    const found = await syncCollection({
      ...{ url, ...dav, syncLevel: 1, syncToken: token },
      props: { 'd:getetag': {}, 'd:resourcetype': {} },
    })
    const next = textOf(tokenSchema.safeParse(found[0]?.raw).data?.multistatus.syncToken)
    if (!next) return null
    for (const one of found) {
      if (!one.href || one.status !== 404) continue
      changed.delete(hrefOf(one.href, url))
      gone.add(hrefOf(one.href, url))
    }
    for (const [href, etag] of etagsOf(
      url,
      found.filter(({ status }) => status !== 404),
    )) {
      gone.delete(href)
      changed.set(href, etag)
    }
    const isCut = found.some(({ status }) => status === 507)
    if (!isCut) return { kind: 'some', changed, gone: [...gone], next: { syncToken: next, ctag: null } }
    if (next === token) return null
    token = next
  }
  return null
}
