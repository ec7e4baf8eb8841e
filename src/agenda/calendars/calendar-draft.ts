import { z } from 'zod'
import type { Config } from '../../config.ts'
import { seal, unseal } from '../../secret-box.ts'

const draftSchema = z.object({
  executiveId: z.string(),
  username: z.string(),
  password: z.string(),
  collections: z.array(z.object({ url: z.string(), name: z.string() })),
  until: z.coerce.date(),
})
export type CalendarDraft = z.output<typeof draftSchema>

type For = { readonly clientId: number; readonly secretaryId: string }
const idOf = ({ clientId, secretaryId }: For) => `${clientId} ${secretaryId}`

/** What she typed, while she chooses among the calendars found: kept on her page, which cannot read it. */
export const sealDraft = (config: Pick<Config, 'sessionSecret'>, of: For, draft: CalendarDraft): string =>
  seal(config, 'calendarDraft', idOf(of), JSON.stringify(draft))

/** Null for another's, or one that was left lying. */
export function openDraft(
  config: Pick<Config, 'sessionSecret'>,
  of: For,
  sealed: string,
  now: Date,
): CalendarDraft | null {
  const text = unseal(config, 'calendarDraft', idOf(of), sealed)
  const draft = text === null ? null : draftSchema.parse(JSON.parse(text))
  return draft && draft.until > now ? draft : null
}
