import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Act, recordAct } from '../acts/record-act.ts'
import type { StoredAct, Undoing } from '../acts/stored-act.ts'
import type { Transaction } from '../db/db.ts'
import { executiveChoicesSchema } from './executive.ts'
import { executives } from './tables.ts'

type ExecutiveKey = { readonly clientId: number; readonly id: string }

const settingsSchema = z.object({ choices: executiveChoicesSchema, language: z.enum(['fr', 'en']) })

/** What an executive can set herself. */
export type Settings = z.output<typeof settingsSchema>

type Change = {
  readonly actor: Act['actor']
  readonly authority: string
  readonly now: Date
}

/**
 * Changes an executive's settings, from the next message on. `change` sees them as they stand. Answers the act,
 * or null when nothing is different. `live.changed(…, 'settings')` is for after the commit.
 */
export async function saveChoices(
  tx: Transaction,
  executive: ExecutiveKey,
  change: (standing: Settings) => Settings,
  { actor, authority, now }: Change,
): Promise<string | null> {
  const before = await lockSettings(tx, executive)
  const after = settingsSchema.parse(change(before))
  if (isDeepStrictEqual(before, after)) return null
  await write(tx, executive, after)
  return recordAct(tx, {
    ...{ clientId: executive.clientId, actor, authority, verb: 'settings.changed' },
    ...{ subject: { kind: 'executive', id: executive.id }, before, after, at: now },
  })
}

/** Whether saving them would change nothing. */
export const isStanding = (settings: Settings, executive: Settings): boolean =>
  isDeepStrictEqual(settings, settingsSchema.parse(executive))

/** Puts the settings back as they were before the act. Null when they were changed again since. */
export async function restoreChoices(
  tx: Transaction,
  act: StoredAct,
  { actor, now }: Undoing,
): Promise<string | null> {
  const executive = { clientId: act.clientId, id: act.subjectId }
  const standing = await lockSettings(tx, executive)
  if (!isDeepStrictEqual(standing, settingsSchema.parse(act.after))) return null
  await write(tx, executive, settingsSchema.parse(act.before))
  return recordAct(tx, {
    ...{ clientId: act.clientId, actor, verb: 'settings.restored', undoes: act.id },
    ...{ subject: { kind: 'executive', id: act.subjectId }, before: act.after, after: act.before, at: now },
  })
}

/** One change at a time; throws for an executive that is not there. */
async function lockSettings(tx: Transaction, executive: ExecutiveKey): Promise<Settings> {
  const [found] = await tx
    .select({ choices: executives.choices, language: executives.language })
    .from(executives)
    .where(isOne(executive))
    .for('no key update')
  return settingsSchema.parse(found)
}

const write = (tx: Transaction, executive: ExecutiveKey, { choices, language }: Settings) =>
  tx.update(executives).set({ choices, language }).where(isOne(executive))

const isOne = ({ clientId, id }: ExecutiveKey) =>
  and(eq(executives.clientId, clientId), eq(executives.id, id))
