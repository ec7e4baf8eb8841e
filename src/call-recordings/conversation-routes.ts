import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordAct } from '../acts/record-act.ts'
import { findCall } from '../calls/find-call.ts'
import { sessionOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { sendAudio, startsAtBeginning } from '../links/audio-routes.ts'
import { readByteRange } from '../links/byte-range.ts'
import { eraseConversation } from './erase-conversation.ts'
import { type Conversation, findConversations } from './find-conversations.ts'

const address = '/calls/:clientId/:callId/conversations/:recordingId'
const paramsSchema = z.object({
  clientId: z.coerce.number().int().positive().max(2_147_483_647),
  callId: z.uuid(),
  recordingId: z.uuid(),
})

/** The sound of a recorded conversation, each listening written down; and its end, at a supervisor's word. */
export async function conversationRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get(`${address}/audio`, async (request, reply) => {
    const { found, clientId } = await findOne(context, request)
    const bytes = found.mayListen && found.fileKey ? await context.files.read(found.fileKey) : null
    if (found.kind !== 'here' || !found.fileKey || !bytes) throw nothing(found.id)
    const part = readByteRange(request.headers.range, bytes.length)
    if (request.method === 'GET' && startsAtBeginning(part)) {
      const { actor } = sessionOf(request).scope
      const subject = { kind: 'recording', id: found.id }
      const seen = { before: null, after: null, at: context.now() }
      await recordAct(context.db, { clientId, actor, verb: 'recording.heard', subject, ...seen })
    }
    return sendAudio(reply, { bytes, fileKey: found.fileKey, part })
  })

  app.post(`${address}/erase`, { config: { access: 'supervisor' } }, async (request, reply) => {
    const { found, clientId, callId } = await findOne(context, request)
    await eraseConversation(context, sessionOf(request).scope, { clientId, id: found.id })
    return reply.redirect(`/console/calls/${clientId}/${callId}`, 303)
  })
}

/** What is not there, what is not hers and what cannot be such an id are the same to her. */
async function findOne(context: Context, request: FastifyRequest) {
  const { data } = paramsSchema.safeParse(request.params)
  if (!data) throw nothing('')
  const session = sessionOf(request)
  const { clientId, callId, recordingId: id } = data
  const hers = await findCall(context.db, session.scope, { clientId, callId })
  if (!hers) throw nothing(id)
  const { answeredById } = hers.call
  const { all } = await findConversations(context.db, session.secretary, { clientId, callId, answeredById })
  const found: Conversation | undefined = all.find((one) => one.id === id)
  if (!found) throw nothing(id)
  return { found, clientId, callId }
}

const nothing = (id: string) => new AppError(404, 'notFound', `There is no recorded conversation ${id}`)
