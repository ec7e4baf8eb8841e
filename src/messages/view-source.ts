import { and, eq } from 'drizzle-orm'
import { findAvailability, type ShownExecutive } from '../clients/find-availability.ts'
import { findContact, type ShownContact } from '../clients/find-contact.ts'
import { findInstructions, type ShownInstruction } from '../clients/instructions/find-instructions.ts'
import { type clients, executives } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/db.ts'
import { t } from '../i18n/text.ts'
import { explainStored } from '../rules/explain-stored.ts'
import type { Session } from '../secretaries/session.ts'
import { texts } from '../texts/tables.ts'
import { type FoundDraft, readDraft, type SlipForm } from './find-draft.ts'
import { findPast, type PastContact } from './find-past.ts'
import { findSource, type SlipSource, type SourceKey } from './find-source.ts'
import { findStandingSlip, type StandingSlip } from './find-standing-slip.ts'
import { formOf, prefillSlip } from './prefill-slip.ts'
import { recipientsOf } from './recipients.ts'
import { readSlipQuestions, type SlipQuestions } from './slip-questions.ts'

/** What she needs beside a call or text, while she writes the slip about it. */
export type SourceView = {
  readonly source: SlipSource
  /** Whom to greet as, and the exact words, in the client's language. */
  readonly greeting: { readonly name: string; readonly words: string }
  /** Said of an executive who is not to be had: "en rendez-vous". */
  readonly awayPhrase: string | null
  readonly contact: ShownContact | null
  readonly past: readonly PastContact[]
  readonly instructions: readonly ShownInstruction[]
  readonly executives: readonly ShownExecutive[]
  readonly questions: SlipQuestions
  /** What was decided and why, line by line, in her language; empty for a text that no rule saw. */
  readonly decision: readonly string[]
  /** The slip that stands already: a secretary's, or what the software made of a voicemail, text or missed call. */
  readonly slip: StandingSlip | null
  readonly draft: FoundDraft | null
  /** What the form begins with: the draft, else the secretary's slip that stands, else what is known. */
  readonly form: SlipForm
}

type Needs = Pick<Context, 'db' | 'directory' | 'now'>

export async function viewSource(
  { db, directory, now }: Needs,
  { scope, secretary }: Pick<Session, 'scope' | 'secretary'>,
  client: typeof clients.$inferSelect,
  key: SourceKey,
): Promise<SourceView> {
  const { clientId } = key
  const at = now()
  const { timeZone } = client.hours
  const source = await findSource(db, scope, key)
  const contact = await findContact(db, clientId, source.contactId)
  const shown = await findAvailability(db, clientId, at)
  const [slip, draft] = [await findStandingSlip(db, key), await readDraft(db, key)]
  const known = { source, contact, executives: shown, recipientId: recipientOf(directory, source) }
  const reader = { language: secretary.language, executives: new Map(shown.map((one) => [one.key, one])) }
  return {
    ...{ source, contact, slip, draft, executives: shown, awayPhrase: client.awayPhrase },
    greeting: { name: client.name, words: t(client.language, 'slip.greeting', { client: client.name }) },
    past: await findPast(db, source),
    instructions: await findInstructions(db, { clientId, secretaryId: secretary.id, timeZone, now: at }),
    questions: await readSlipQuestions(db, clientId, source),
    decision: source.decision ? await explainStored(db, clientId, source.decision, reader) : [],
    form: draft?.fields ?? (await formFor(db, known, slip)),
  }
}

type Known = Omit<Parameters<typeof prefillSlip>[0], 'textBody'>

async function formFor(db: Db, known: Known, slip: StandingSlip | null): Promise<SlipForm> {
  const { clientId, sourceKind, sourceId } = known.source
  if (slip?.message.kind === 'taken') return formOf(slip.message, await keysOf(db, clientId))
  if (sourceKind === 'call') return prefillSlip({ ...known, textBody: null })
  const [text] = await db
    .select({ body: texts.body })
    .from(texts)
    .where(and(eq(texts.clientId, clientId), eq(texts.id, sourceId)))
  return prefillSlip({ ...known, textBody: text?.body ?? null })
}

async function keysOf(db: Db, clientId: number): Promise<Map<string, string>> {
  const { id, key } = executives
  const rows = await db.select({ id, key }).from(executives).where(eq(executives.clientId, clientId))
  return new Map(rows.map((row) => [row.id, row.key]))
}

function recipientOf(directory: Needs['directory'], { clientId, line, decision }: SlipSource): string | null {
  const client = directory.client(clientId)
  if (!client || !decision || client.executives.size === 0) return null
  const recipientKey = directory.findLine(line)?.line.recipientKey ?? ''
  return recipientsOf(decision, client, recipientKey).recipientId
}
