import { createAccount, fetchCalendars, propfind } from 'tsdav'
import { singleLine } from '../../../plain-text.ts'
import { CalendarFailure } from '../failures.ts'
import { type Guard, openGuardedFetch } from '../guarded-fetch.ts'
import { isCalendar } from './changes-since.ts'
import { textOf } from './dav-values.ts'
import { authorization, type Credentials, type Dav, refusing } from './open-server.ts'

export type Collection = { readonly url: string; readonly name: string }

/** The calendars behind an address, which may be a server's, a person's or a calendar's own. Throws `CalendarFailure`. */
export async function findCollections(
  serverUrl: string,
  credentials: Credentials,
  guard: Guard,
): Promise<Collection[]> {
  const { fetch, close } = openGuardedFetch(guard)
  const dav = { headers: authorization(credentials), fetch: refusing(fetch) }
  try {
    const own = await ownCollection(serverUrl, dav)
    return own ? [own] : await discover(serverUrl, dav)
  } finally {
    close()
  }
}

async function ownCollection(url: string, dav: Dav): Promise<Collection | null> {
  const props = { 'd:resourcetype': {}, 'd:displayname': {} }
  const [found] = await propfind({ url, ...dav, props, depth: '0' })
  if (!found?.ok || !isCalendar(found.props)) return null
  return { url: url.endsWith('/') ? url : `${url}/`, name: nameOf(found.props?.displayname, url) }
}

/** tsdav throws plain errors for what it does not find. */
async function discover(serverUrl: string, dav: Dav): Promise<Collection[]> {
  try {
    const account = await createAccount({ account: { serverUrl, accountType: 'caldav' }, ...dav })
    const found = await fetchCalendars({ account, ...dav })
    return found
      .filter(({ components }) => !components?.length || components.includes('VEVENT'))
      .map(({ url, displayName }) => ({ url, name: nameOf(displayName, url) }))
  } catch (error) {
    throw error instanceof CalendarFailure ? error : new CalendarFailure('notACalendar')
  }
}

const nameOf = (displayName: unknown, url: string): string =>
  singleLine(textOf(displayName) ?? new URL(url).pathname.split('/').filter(Boolean).at(-1) ?? '', 100)
