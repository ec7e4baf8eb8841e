import type { Catalogue } from './read-catalogue.ts'

/** Small tables of the whole agency, which would be copied to every node: what they may be joined by is all of them. */
export const agencyWide = [
  'clients',
  'former_clients',
  'lines',
  'secretaries',
  'sessions',
  'sign_in_failures',
  'password_links',
  'recovery_codes',
  'account_events',
  'stations',
  'teams',
  'team_members',
  'shifts',
  'counted_days',
  'level_hours',
  'hand_overs',
  'agency_switches',
  'emergency_telephones',
  'hand_over_notes',
  'line_numbers',
  'unrouted_events',
  'exchange_bookmarks',
  'exchange_incidents',
]

/** What keeps a schema from being spread over several databases by `client_id`, each breach as a sentence. */
export function breachesOf({ columns, keys }: Catalogue): string[] {
  const tables = Map.groupBy(columns, ({ table }) => table)
  return [
    ...[...tables].flatMap(([table, its]) => [
      ...ownerBreaches(table, its, keys),
      ...its.flatMap((column) => columnBreaches(column)),
    ]),
    ...keys.flatMap((key) => keyBreaches(key)),
  ].sort()
}

function ownerBreaches(table: string, columns: Catalogue['columns'], keys: Catalogue['keys']): string[] {
  if (agencyWide.includes(table)) return []
  const breaches = columns.some(({ name }) => name === 'client_id')
    ? []
    : [`${table} belongs to no client and is not on the list of agency-wide tables`]
  const primary = keys.some((key) => key.table === table && key.kind === 'primary')
  return primary ? breaches : [...breaches, `${table} has no primary key`]
}

function columnBreaches({ table, name, type, counted }: Catalogue['columns'][number]): string[] {
  const breaches: string[] = []
  if (/^(timestamp|time)\b.*without time zone/.test(type)) breaches.push(`${table}.${name} is ${type}`)
  if (counted && !(table === 'clients' && name === 'client_id'))
    breaches.push(`${table}.${name} is counted by one database`)
  if (name === 'client_id' && type !== 'integer') breaches.push(`${table}.${name} is ${type}`)
  return breaches
}

function keyBreaches(key: Catalogue['keys'][number]): string[] {
  const { table, name, kind, columns, target, targetColumns } = key
  if (agencyWide.includes(table) && kind !== 'foreign') return []
  const breaches =
    columns[0] === 'client_id' || agencyWide.includes(target ?? '')
      ? []
      : [`${table}: ${name} does not begin with client_id`]
  if (kind !== 'foreign' || target === null) return breaches
  if (agencyWide.includes(table) && !agencyWide.includes(target) && columns[0] !== 'client_id')
    breaches.push(`${table}: ${name} leads from the agency into one client`)
  if (!agencyWide.includes(target) && targetColumns?.[0] !== 'client_id')
    breaches.push(`${table}: ${name} refers to ${target} without its client`)
  return breaches
}
