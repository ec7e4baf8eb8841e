import { eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Language } from '../i18n/text.ts'
import { recordAccountEvent } from './record-account-event.ts'
import { secretaries } from './tables.ts'

type Preferences = { readonly language: Language; readonly singleKeys: boolean }

/** How her own console speaks and listens. */
export async function changePreferences(
  { db, now }: Pick<Context, 'db' | 'now'>,
  secretaryId: string,
  { language, singleKeys }: Preferences,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(secretaries).set({ language, singleKeys }).where(eq(secretaries.id, secretaryId))
    const details = { language, singleKeys }
    await recordAccountEvent(tx, {
      actorId: secretaryId,
      secretaryId,
      verb: 'preferencesChanged',
      details,
      at: now(),
    })
  })
}
