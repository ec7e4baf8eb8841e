import { and, asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { standingActs } from '../acts/queries.ts'
import { recordings } from '../calls/tables.ts'
import { executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { acknowledgements, type messages } from './tables.ts'

type Reader = Pick<Db, 'select'>
export type Message = typeof messages.$inferSelect

/** What was said of a message, by whom, and the act by which it can be taken back. */
export type Word = typeof acknowledgements.$inferSelect & {
  readonly executiveName: string
  readonly actId: string | null
}

/** `arriving`: a voicemail whose audio is still at the exchange. `erased`: its time is over. */
export type Audio =
  | { readonly kind: 'none' | 'arriving' | 'lost' | 'erased' }
  | { readonly kind: 'here'; readonly fileKey: string }

/** A message with its sound and with what has become of it. */
export type MessageView = {
  readonly message: Message
  readonly audio: Audio
  readonly words: readonly Word[]
}

/** The same for many messages of one client at once, in their order. */
export async function viewMessages(
  db: Reader,
  clientId: number,
  found: readonly Message[],
): Promise<MessageView[]> {
  if (found.length === 0) return []
  const words = await findWords(db, clientId, found)
  const sounds = await findSounds(db, clientId, found)
  return found.map((message) => ({
    message,
    audio: audioOf(message, sounds.get(message.sourceId)),
    words: words.filter((word) => word.messageId === message.id),
  }))
}

const acknowledged = z.object({ executiveId: z.string(), at: z.coerce.date() })

async function findWords(db: Reader, clientId: number, found: readonly Message[]): Promise<Word[]> {
  const subjectIds = found.map(({ id }) => id)
  const rows = await db
    .select({ word: acknowledgements, executiveName: executives.name })
    .from(acknowledgements)
    .innerJoin(
      executives,
      and(
        eq(executives.clientId, acknowledgements.clientId),
        eq(executives.id, acknowledgements.executiveId),
      ),
    )
    .where(and(eq(acknowledgements.clientId, clientId), inArray(acknowledgements.messageId, subjectIds)))
    .orderBy(asc(acknowledgements.at))
  const acts = await standingActs(db, { clientId, verbs: ['message.acknowledged'], subjectIds })
  return rows.map(({ word, executiveName }) => {
    const act = acts.find(({ subjectId, after }) => {
      const said = acknowledged.safeParse(after).data
      const isHers = subjectId === word.messageId && said?.executiveId === word.executiveId
      return isHers && said?.at.getTime() === word.at.getTime()
    })
    return { ...word, executiveName, actId: act?.id ?? null }
  })
}

type Sound = Pick<typeof recordings.$inferSelect, 'fileKey' | 'failure' | 'removalAskedAt'>

async function findSounds(
  db: Reader,
  clientId: number,
  found: readonly Message[],
): Promise<Map<string, Sound>> {
  const callIds = found.filter(isSpoken).map(({ sourceId }) => sourceId)
  if (callIds.length === 0) return new Map()
  const { callId, fileKey, failure, removalAskedAt } = recordings
  const rows = await db
    .select({ callId, fileKey, failure, removalAskedAt })
    .from(recordings)
    .where(and(eq(recordings.clientId, clientId), inArray(callId, callIds), eq(recordings.kind, 'voicemail')))
    .orderBy(asc(recordings.announcedAt))
  return new Map(rows.map((row) => [row.callId, row]))
}

/** What a secretary wrote may have begun as a voicemail, which is still to be heard. */
const isSpoken = ({ kind, voicemailSeconds }: Message): boolean =>
  kind === 'voicemail' || (kind === 'taken' && voicemailSeconds !== null)

function audioOf(message: Message, sound: Sound | undefined): Audio {
  if (!isSpoken(message)) return { kind: 'none' }
  return sound ? soundOf(sound) : { kind: 'arriving' }
}

export function soundOf({ fileKey, failure, removalAskedAt }: Sound): Audio {
  if (removalAskedAt) return { kind: 'erased' }
  if (fileKey) return { kind: 'here', fileKey }
  return { kind: failure ? 'lost' : 'arriving' }
}
