import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sessionOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { t } from '../../i18n/text.ts'
import { endSessions } from '../end-sessions.ts'
import type { SecretaryRow } from '../find-secretary.ts'
import { recordAccountEvent } from '../record-account-event.ts'
import { sendPasswordLink } from '../send-password-link.ts'
import { dropTotp } from '../set-up-totp.ts'
import { mayManage } from '../team-rules.ts'
import { colleagueOf, type One } from './colleague-routes.ts'

type TeamContext = Pick<Context, 'config' | 'db' | 'log' | 'mailer' | 'now'>

/** The keys of somebody else's account: where she is signed in, her second step, a link to a new password. */
export async function accessRoutes(app: FastifyInstance, context: TeamContext): Promise<void> {
  const { db, now } = context
  const supervisor = { config: { access: 'supervisor' } } as const

  app.post<One>('/team/:secretaryId/end-sessions', supervisor, async (request, reply) => {
    const { id } = await manageable(context, request)
    const { id: sessionId, secretary: actor } = sessionOf(request)
    await db.transaction(async (tx) => {
      await endSessions(tx, id, id === actor.id ? sessionId : null, now())
      const event = { actorId: actor.id, secretaryId: id, verb: 'sessionsEnded', at: now() } as const
      await recordAccountEvent(tx, event)
    })
    return reply.redirect(`/console/team/${id}?done=ended`, 303)
  })

  app.post<One>('/team/:secretaryId/drop-totp', supervisor, async (request, reply) => {
    const { id } = await manageable(context, request)
    const { secretary: actor } = sessionOf(request)
    // Her own goes with her password, on her own page.
    if (id === actor.id) throw new AppError(403, 'notAllowed', 'her own second step')
    await dropTotp(context, id, actor.id)
    return reply.redirect(`/console/team/${id}?done=totp`, 303)
  })

  app.post<One>('/team/:secretaryId/password-link', supervisor, async (request, reply) => {
    const row = await manageable(context, request)
    const { secretary: actor } = sessionOf(request)
    if (row.disabledAt) throw new AppError(409, 'disabled', t(actor.language, 'team.isDisabled'))
    const kind = row.passwordHash ? 'reset' : 'invitation'
    const sent = await sendPasswordLink(context, row, { kind, actorId: actor.id })
    return reply.redirect(`/console/team/${row.id}?done=${sent === 'sent' ? 'linkSent' : 'linkNotSent'}`, 303)
  })
}

async function manageable(context: TeamContext, request: FastifyRequest<One>): Promise<SecretaryRow> {
  const row = await colleagueOf(context, request)
  if (mayManage(sessionOf(request).secretary, row)) return row
  throw new AppError(403, 'notAllowed', 'an account above hers')
}
