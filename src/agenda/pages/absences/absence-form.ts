import { z } from 'zod'
import { singleLine } from '../../../plain-text.ts'
import type { EnteredStretch, WrongMoment } from '../entered-stretch.ts'

/** All that the pages of absences send. */
export type AbsenceForm = EnteredStretch & {
  /** Ids of executives. */
  readonly who: readonly string[]
  readonly label: string
  readonly step: 'save' | 'remove'
}

export type WrongAbsence = { readonly moments: readonly WrongMoment[]; readonly who: boolean }
export const nothingWrong: WrongAbsence = { moments: [], who: false }

const line = z
  .string()
  .catch('')
  .transform((text) => singleLine(text, 200))

const schema = z.object({
  ...{ from: line, fromTime: line, until: line, untilTime: line, label: line },
  who: z.union([z.array(z.uuid()).max(50), z.uuid().transform((id) => [id])]).catch([]),
  step: z.enum(['save', 'remove']).catch('save'),
})

export const readAbsenceForm = (body: unknown): AbsenceForm => schema.parse(body ?? {})
