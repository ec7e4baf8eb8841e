import type { Asked } from './find-report.ts'

/** What can be taken away as a file. */
export const tables = ['rows', 'days', 'hours'] as const
export type Table = (typeof tables)[number]

/** Where the same report is found, with something else asked; `table`: that part of it as CSV. */
export function reportAddress(asked: Asked, change: Partial<Asked>, table: Table | null = null): string {
  const { by, from, to, ...rest } = { ...asked, ...change }
  const fields = {
    ...rest,
    ...(rest.period === 'dates' && { from, to }),
    ...(by === 'team' && { by }),
    ...(table && { table }),
  }
  const given = Object.entries(fields).filter(([, value]) => value !== '')
  return `/console/service-levels${table ? '/csv' : ''}?${new URLSearchParams(given)}`
}
