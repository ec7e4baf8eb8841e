import { type Hours, hoursSchema } from '../../../rules/hours.ts'
import { weekSchema } from '../../agency-folder/week.ts'
import type { Entered } from '../field.ts'
import { objectAt } from '../file-values.ts'
import type { About } from '../part.ts'
import { hoursPart } from './hours-part.ts'

/** The hours as they were typed, for a look at the days to come before they are saved; null where some are no hours. */
export function enteredHours(about: About, entered: Entered): Hours | null {
  const file = hoursPart.write(about, null, entered)
  const opening = weekSchema.safeParse(objectAt(file, 'opening'))
  const cover = weekSchema.safeParse(objectAt(file, 'cover'))
  const { timeZone, closures, holidays } = file
  const read = hoursSchema.safeParse({ timeZone, closures, holidays })
  if (!opening.success || !cover.success || !read.success) return null
  return { ...read.data, opening: opening.data, cover: cover.data }
}
