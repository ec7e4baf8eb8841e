import type { absences } from '../tables.ts'

export type Absence = typeof absences.$inferSelect
export type AbsenceKey = { readonly clientId: number; readonly absenceId: string }

/** What a secretary enters of one. */
export type NewAbsence = Pick<Absence, 'startsAt' | 'endsAt' | 'label'>

/** What an act keeps of an absence, before and after. */
export const absenceSnapshot = ({ executiveId, startsAt, endsAt, label }: Absence) => ({
  ...{ executiveId, startsAt, endsAt, label },
})
