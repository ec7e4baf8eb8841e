import type { FastifyInstance, FastifyReply } from 'fastify'
import { pageHeaders } from '../console/page-frame.ts'
import type { Context } from '../context.ts'
import { type ReadMessage, readMessage } from '../messages/read-message.ts'
import { readByteRange } from './byte-range.ts'
import { openLink } from './open-link.ts'
import { closedLinkPage, messagePage } from './pages.ts'

type LinkContext = Pick<Context, 'db' | 'files' | 'now'>
type Link = { Params: { clientId: string; token: string }; Headers: { range?: string } }

/**
 * What executives open from texts and e-mails. The token stands in the path, so the path is never logged:
 * only the route's pattern is.
 */
export async function linksRoutes(app: FastifyInstance, context: LinkContext): Promise<void> {
  app.get<Link>('/l/:clientId/:token', async ({ params }, reply) => {
    const opened = await read(context, params, 'message.read')
    if (!opened) return sendPage(reply, 404, closedLinkPage().toString())
    return sendPage(reply, 200, messagePage(opened, `${params.token}/audio`).toString())
  })

  app.get<Link>('/l/:clientId/:token/audio', async ({ params, headers }, reply) => {
    const opened = await read(context, params, 'message.heard')
    const fileKey = opened?.audio.kind === 'here' ? opened.audio.fileKey : null
    const bytes = fileKey ? await context.files.read(fileKey) : null
    if (!fileKey || !bytes) return sendPage(reply, 404, closedLinkPage().toString())
    return sendAudio(reply, { bytes, fileKey, range: headers.range })
  })
}

async function read(
  context: LinkContext,
  params: Link['Params'],
  verb: 'message.read' | 'message.heard',
): Promise<ReadMessage | null> {
  const opened = await openLink(context, addressOf(params))
  return opened && readMessage(context, opened.scope, { ...opened, verb })
}

/** Nothing of a malformed address may reach the database as an error. */
function addressOf({ clientId, token }: Link['Params']) {
  return { clientId: /^\d{1,9}$/.test(clientId) ? Number(clientId) : 0, token }
}

const sendPage = (reply: FastifyReply, status: number, page: string) =>
  reply.status(status).headers(pageHeaders).type('text/html; charset=utf-8').send(page)

type Sound = { bytes: Uint8Array; fileKey: string; range: string | undefined }

function sendAudio(reply: FastifyReply, { bytes, fileKey, range }: Sound): FastifyReply {
  const ending = fileKey.slice(fileKey.lastIndexOf('.') + 1)
  const part = readByteRange(range, bytes.length)
  reply
    .headers(pageHeaders)
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
