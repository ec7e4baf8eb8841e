import { and, asc, eq } from 'drizzle-orm'
import { recordings } from '../calls/tables.ts'
import type { Db } from '../db/db.ts'
import { isAtLeast, type SignedIn } from '../secretaries/session.ts'
import { mayListen } from './may-listen.ts'
import { isCallRecording } from './queries.ts'
import type { Purpose } from './recording.ts'
import { callRecordings } from './tables.ts'

/** What was recorded of a call, as its page shows it to her. */
export type Conversation = {
  readonly id: string
  readonly kind: 'here' | 'arriving' | 'lost' | 'leaving' | 'gone'
  readonly seconds: number
  readonly purpose: Purpose | null
  /** When it goes at the latest, by what the caller was told. */
  readonly until: Date | null
  readonly provedGoneAt: Date | null
  readonly fileKey: string | null
  readonly mayListen: boolean
  readonly mayErase: boolean
}

export type Conversations = { readonly refused: boolean; readonly all: readonly Conversation[] }

type Call = { readonly clientId: number; readonly callId: string; readonly answeredById: string | null }

const dayMs = 24 * 60 * 60_000

/** The call must have been found for her before: this reads it only. */
export async function findConversations(
  db: Pick<Db, 'select'>,
  reader: Pick<SignedIn, 'id' | 'role'>,
  call: Call,
): Promise<Conversations> {
  const { clientId, callId } = call
  const [told] = await db.select().from(callRecordings).where(isCallRecording(call))
  const rows = await db
    .select()
    .from(recordings)
    .where(
      and(
        ...[eq(recordings.clientId, clientId), eq(recordings.callId, callId)],
        eq(recordings.kind, 'conversation'),
      ),
    )
    .orderBy(asc(recordings.announcedAt))
  const purpose = told?.purpose ?? null
  const all = rows.map((row) => ({
    ...{ id: row.id, kind: kindOf(row), seconds: row.seconds, purpose, fileKey: row.fileKey },
    until: told ? new Date(row.announcedAt.getTime() + told.retentionDays * dayMs) : null,
    provedGoneAt: row.provedGoneAt,
    mayListen: mayListen(reader, { purpose, answeredById: call.answeredById }),
    mayErase: row.removalAskedAt === null && isAtLeast(reader.role, 'supervisor'),
  }))
  return { refused: told?.refusedAt != null, all }
}

function kindOf(row: typeof recordings.$inferSelect): Conversation['kind'] {
  if (row.provedGoneAt) return 'gone'
  if (row.removalAskedAt) return 'leaving'
  if (row.fileKey) return 'here'
  return row.failure ? 'lost' : 'arriving'
}
