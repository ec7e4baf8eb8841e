import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sessionOf } from '../../console/console-plugin.ts'
import { forgetSession } from '../../console/session-cookie.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { endSession } from '../end-sessions.ts'
import { openSession } from '../open-session.ts'
import { recordAccountEvent } from '../record-account-event.ts'
import { findDemoPerson } from './demo-people.ts'
import { letIn, mayEnterDemo, nextSchema, visitOf } from './sign-in-routes.ts'

type EntryContext = Pick<Context, 'config' | 'db' | 'now'>

const demoSchema = nextSchema.extend({ key: z.string().max(40).catch('') })

/** Into the demo as anybody of it, and out of any console. */
export async function passingRoutes(app: FastifyInstance, context: EntryContext): Promise<void> {
  const { config, db, now } = context

  if (config.demo)
    app.post('/demo-sign-in', { config: { access: 'anyone' } }, async (request, reply) => {
      if (!mayEnterDemo(request, context)) throw new AppError(403, 'notAllowed', 'the demo from elsewhere')
      const { next, key } = demoSchema.parse(request.body ?? {})
      const person = await findDemoPerson(db, key)
      if (!person) throw new AppError(404, 'notFound', 'a person of the demo')
      const opened = await openSession(context, person.id, visitOf(request, context), 'demo')
      return letIn(context, request, reply, opened, next)
    })

  app.post('/sign-out', { config: { beforeTotp: true } }, async (request, reply) => {
    const { id, secretary } = sessionOf(request)
    await endSession(db, secretary.id, id, now())
    const event = { actorId: secretary.id, secretaryId: secretary.id, verb: 'signedOut', at: now() } as const
    await recordAccountEvent(db, event)
    forgetSession(config, reply)
    return reply.redirect('/console/sign-in', 303)
  })
}
