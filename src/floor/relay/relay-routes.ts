import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sessionOf } from '../../console/console-plugin.ts'
import { AppError } from '../../errors.ts'
import { t } from '../../i18n/text.ts'
import { type ShiftsContext, sendShifts } from '../shifts/week-routes.ts'
import { endShift } from './end-shift.ts'
import { markSeen } from './find-handed.ts'
import { deleteNote, writeNote } from './notes.ts'

/** What she leaves to the next: notes, her word that she ends; and what was left to her. */
export async function relayRoutes(app: FastifyInstance, context: ShiftsContext): Promise<void> {
  app.post('/shifts/end', async (request, reply) => {
    const { secretary } = sessionOf(request)
    const { to } = endSchema.parse(request.body ?? {})
    const toId = to === '' ? null : (z.uuid().safeParse(to).data ?? 'nobody')
    const ended =
      toId === 'nobody' ? 'unknownPerson' : await endShift(context, { secretaryId: secretary.id, toId })
    if (ended === 'ended') return reply.redirect('/console/shifts?done=ended', 303)
    const said = { kind: 'urgent', text: t(secretary.language, `relay.wrong.${ended}`) } as const
    return sendShifts(context, request, reply, { said, status: ended === 'busy' ? 409 : 422 })
  })

  app.post('/shifts/notes', async (request, reply) => {
    const { scope, secretary } = sessionOf(request)
    const typed = noteSchema.parse(request.body ?? {})
    const clientId = typed.clientId === '' ? null : Number(typed.clientId)
    const written = await writeNote(context, scope, { clientId, body: typed.body })
    if (written === 'written') return reply.redirect('/console/shifts?done=noted', 303)
    const said = { kind: 'urgent', text: t(secretary.language, `relay.wrong.${written}`) } as const
    return sendShifts(context, request, reply, { said, status: 422, typed })
  })

  app.post<{ Params: { noteId: string } }>('/shifts/notes/:noteId/delete', async (request, reply) => {
    const id = z.uuid().safeParse(request.params.noteId).data
    const gone = id ? await deleteNote(context, sessionOf(request).scope, id) : 'unknown'
    if (gone === 'unknown') throw new AppError(404, 'notFound', 'a note')
    return reply.redirect('/console/shifts', 303)
  })

  app.post<{ Params: { handOverId: string } }>('/shifts/handed/:handOverId/seen', async (request, reply) => {
    const id = z.uuid().safeParse(request.params.handOverId).data
    const isHers = id !== undefined && (await markSeen(context, sessionOf(request).scope, id))
    if (!isHers) throw new AppError(404, 'notFound', 'a hand-over')
    return reply.redirect('/console/shifts?done=seen', 303)
  })
}

const endSchema = z.object({ to: z.string().max(100).catch('nobody') })
const noteSchema = z.object({
  clientId: z.string().max(20).catch(''),
  body: z.string().max(20_000).catch(''),
})
