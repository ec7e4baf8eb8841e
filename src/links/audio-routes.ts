import type { FastifyInstance, FastifyReply } from 'fastify'
import { recordHearing } from '../acts/record-reading.ts'
import type { Context } from '../context.ts'
import type { MessageView } from '../messages/queries.ts'
import { type ByteRange, readByteRange } from './byte-range.ts'
import { findLinked } from './find-linked.ts'
import { type OpenedLink, openLink, readAddress } from './open-link.ts'
import { sendPage } from './page-plugin.ts'
import { closedLinkPage } from './pages.ts'

type Link = { Params: { clientId: string; token: string }; Headers: { range?: string } }
type LineLink = Link & { Params: { messageId: string } }
type AudioContext = Pick<Context, 'db' | 'files' | 'now'>

/** The sound of a voicemail that a link opens. A player fetches it in pieces: it is heard from the first on. */
export async function audioRoutes(app: FastifyInstance, context: AudioContext): Promise<void> {
  app.get<Link>('/l/:clientId/:token/audio', async ({ method, params, headers }, reply) => {
    const link = await openLink(context, readAddress(params))
    const found =
      link?.purpose === 'message' ? await findLinked(context.db, link, { now: context.now() }) : null
    const view = found?.purpose === 'message' ? found : null
    return play(context, reply, { link, view, method, range: headers.range })
  })

  app.get<LineLink>('/l/:clientId/:token/audio/:messageId', async ({ method, params, headers }, reply) => {
    const link = await openLink(context, readAddress(params))
    const found =
      link?.purpose === 'digest' ? await findLinked(context.db, link, { now: context.now() }) : null
    const lines = found?.purpose === 'digest' ? found.lines : []
    const view = lines.find(({ message }) => message.id === params.messageId) ?? null
    return play(context, reply, { link, view, method, range: headers.range })
  })
}

type Playing = {
  readonly link: OpenedLink | null
  readonly view: MessageView | null
  readonly method: string
  readonly range: string | undefined
}

async function play(context: AudioContext, reply: FastifyReply, { link, view, method, range }: Playing) {
  const fileKey = view?.audio.kind === 'here' ? view.audio.fileKey : null
  const bytes = fileKey ? await context.files.read(fileKey) : null
  if (!link || !view || !fileKey || !bytes) return sendPage(reply, 404, closedLinkPage())
  const part = readByteRange(range, bytes.length)
  if (method === 'GET' && startsAtBeginning(part)) await recordHearing(context, link, view.message.id)
  return sendAudio(reply, { bytes, fileKey, part })
}

export const startsAtBeginning = (part: Part) => part === 'whole' || (part !== 'none' && part.start === 0)

type Part = ByteRange | 'whole' | 'none'
type Sound = { readonly bytes: Uint8Array; readonly fileKey: string; readonly part: Part }

export function sendAudio(reply: FastifyReply, { bytes, fileKey, part }: Sound): FastifyReply {
  const ending = fileKey.slice(fileKey.lastIndexOf('.') + 1)
  reply
    .type(ending === 'mp3' ? 'audio/mpeg' : ending === 'wav' ? 'audio/wav' : 'application/octet-stream')
    .header('accept-ranges', 'bytes')
    .header('content-disposition', `inline; filename="message.${ending}"`)
  if (part === 'none') return reply.status(416).header('content-range', `bytes */${bytes.length}`).send()
  if (part === 'whole') return reply.send(Buffer.from(bytes))
  const { start, end } = part
  return reply
    .status(206)
    .header('content-range', `bytes ${start}-${end}/${bytes.length}`)
    .send(Buffer.from(bytes.subarray(start, end + 1)))
}
