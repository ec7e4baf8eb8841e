import type { FastifyInstance } from 'fastify'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { sendAudio, startsAtBeginning } from '../../links/audio-routes.ts'
import { readByteRange } from '../../links/byte-range.ts'
import { findSource } from '../../messages/find-source.ts'
import { sessionOf } from '../console-plugin.ts'
import { readKey } from './desk-form.ts'
import { readRecording } from './read-recording.ts'
import { recordOpening } from './record-opening.ts'

/** The sound of a voicemail. A player fetches it in pieces: it is heard from the first on. */
export async function deskAudioRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/calls/:clientId/:callId/audio', async (request, reply) => {
    const { scope } = sessionOf(request)
    const key = readKey(request.params)
    await findSource(context.db, scope, key)
    const sound = await readRecording(context.db, { clientId: key.clientId, callId: key.sourceId })
    const bytes = sound.kind === 'here' ? await context.files.read(sound.fileKey) : null
    if (sound.kind !== 'here' || !bytes) throw new AppError(404, 'notFound', 'There is no voicemail')
    const part = readByteRange(request.headers.range, bytes.length)
    if (request.method === 'GET' && startsAtBeginning(part)) await recordOpening(context, scope, key, 'heard')
    return sendAudio(reply, { bytes, fileKey: sound.fileKey, part })
  })
}
