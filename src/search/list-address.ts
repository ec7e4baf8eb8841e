import type { ListKind, ListQuery } from './list-query.ts'

/** The fields that make a list what it is, without the place in it. */
export function fieldsOf({
  after: _after,
  before: _before,
  ...query
}: ListQuery): [name: string, value: string][] {
  return Object.entries(query)
    .filter(([name, value]) => value !== undefined && !(name === 'limit' && value === 50))
    .map(([name, value]) => [name, String(value)])
}

/** The same list from a place on. */
export function addressOf(
  kind: ListKind,
  query: ListQuery,
  place: { after: string } | { before: string },
): string {
  return `/console/${kind}?${new URLSearchParams([...fieldsOf(query), ...Object.entries(place)])}`
}
