import type { FormFields } from './signature.ts'

/** As Twilio's 2010 interface pages its lists: newest first, 50 unless asked, 1,000 at most. */
export function pageOf<T>(
  name: string,
  path: string,
  query: FormFields,
  newestFirst: T[],
  toJson: (item: T) => object,
): object {
  const size = Math.min(1000, Math.max(1, Number(query.PageSize ?? 50) || 50))
  const page = Math.max(0, Number(query.Page ?? 0) || 0)
  const start = page * size
  const items = newestFirst.slice(start, start + size)
  const address = (number: number) => {
    const wanted = new URLSearchParams({ ...query, PageSize: String(size), Page: String(number) })
    return `${path}?${wanted}`
  }
  return {
    [name]: items.map(toJson),
    page,
    page_size: size,
    start,
    end: start + Math.max(0, items.length - 1),
    uri: address(page),
    first_page_uri: address(0),
    previous_page_uri: page === 0 ? null : address(page - 1),
    next_page_uri: start + size < newestFirst.length ? address(page + 1) : null,
  }
}

/**
 * `Date`, `Date<` and `Date>` in a query: that day, up to it, from it on, both ends included. A time of day
 * narrows it; without one the whole day (GMT) counts.
 */
export function isWithin(at: Date | null, query: FormFields, name: string): boolean {
  const [on, before, after] = [query[name], query[`${name}<`], query[`${name}>`]]
  if (!on && !before && !after) return true
  if (at === null) return false
  if (on && (at < startOf(on) || at > endOf(on))) return false
  if (before && at > endOf(before)) return false
  return !after || at >= startOf(after)
}

function startOf(date: string): Date {
  return new Date(date)
}

function endOf(date: string): Date {
  return new Date(/^\d{4}-\d\d-\d\d$/.test(date) ? `${date}T23:59:59.999Z` : date)
}

/** RFC 2822, as in every resource of this interface. */
export function restDate(at: Date | null): string | null {
  return at === null ? null : at.toUTCString().replace('GMT', '+0000')
}
