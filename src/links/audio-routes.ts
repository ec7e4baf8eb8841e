import type { FastifyInstance, FastifyReply } from 'fastify'
import { recordReading } from '../acts/record-reading.ts'
import type { Context } from '../context.ts'
import { findMessage } from '../messages/find-message.ts'
import { type ByteRange, readByteRange } from './byte-range.ts'
import { openLink, readAddress } from './open-link.ts'
import { sendPage } from './page-plugin.ts'
import { closedLinkPage } from './pages.ts'

type Link = { Params: { clientId: string; token: string }; Headers: { range?: string } }

/** The sound of the voicemail that a link opens. A player fetches it in pieces: it is heard from the first on. */
export async function audioRoutes(
  app: FastifyInstance,
  context: Pick<Context, 'db' | 'files' | 'now'>,
): Promise<void> {
  app.get<Link>('/l/:clientId/:token/audio', async ({ method, params, headers }, reply) => {
    const link = await openLink(context, readAddress(params))
    const found = link && (await findMessage(context.db, link.scope, { ...link, messageId: link.subjectId }))
    const fileKey = found?.audio.kind === 'here' ? found.audio.fileKey : null
    const bytes = fileKey ? await context.files.read(fileKey) : null
    if (!found || !fileKey || !bytes) return sendPage(reply, 404, closedLinkPage())
    const part = readByteRange(headers.range, bytes.length)
    if (method === 'GET' && startsAtBeginning(part)) {
      const { clientId, id } = found.message
      const reading = { clientId, verb: 'message.heard', subject: { kind: 'message', id } } as const
      await recordReading(context, link.scope, reading)
    }
    return sendAudio(reply, { bytes, fileKey, part })
  })
}

const startsAtBeginning = (part: Part) => part === 'whole' || (part !== 'none' && part.start === 0)

type Part = ByteRange | 'whole' | 'none'
type Sound = { readonly bytes: Uint8Array; readonly fileKey: string; readonly part: Part }

function sendAudio(reply: FastifyReply, { bytes, fileKey, part }: Sound): FastifyReply {
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
