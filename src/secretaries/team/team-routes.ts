import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { addSecretary } from '../manage-secretary.ts'
import { sendPasswordLink } from '../send-password-link.ts'
import { refusedWords, saidOf } from './said.ts'
import { describe, readTeamForm, type TeamForm } from './team-form.ts'
import { type Said, teamPage } from './team-pages.ts'
import { emptyForm, readForm, readTeam } from './team-view.ts'

type TeamContext = Pick<Context, 'config' | 'db' | 'log' | 'mailer' | 'now'>

/** Everybody at the console, and whoever is invited to it. */
export async function teamRoutes(app: FastifyInstance, context: TeamContext): Promise<void> {
  const supervisor = { config: { access: 'supervisor' } } as const

  app.get('/team', supervisor, async (request, reply) => {
    const said = saidOf(sessionOf(request), request.query)
    return sendTeam(context, request, reply, { values: emptyForm, said, status: 200 })
  })

  app.post('/team', supervisor, async (request, reply) => {
    const { secretary: actor } = sessionOf(request)
    const values = readTeamForm(request.body)
    const described = describe(values)
    const added = typeof described === 'string' ? described : await addSecretary(context, actor, described)
    if (typeof added === 'string') {
      const said = refusedWords(sessionOf(request), added)
      return sendTeam(context, request, reply, { values, said, status: added === 'notAllowed' ? 403 : 422 })
    }
    const sent = await sendPasswordLink(context, added, { kind: 'invitation', actorId: actor.id })
    return reply.redirect(`/console/team/${added.id}?done=${sent === 'sent' ? 'invited' : 'notSent'}`, 303)
  })
}

type Showing = { readonly values: TeamForm; readonly said: Said; readonly status: number }

async function sendTeam(
  context: TeamContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { values, said, status }: Showing,
) {
  const session = sessionOf(request)
  const form = await readForm(context.db, session.secretary, values)
  const team = await readTeam(context.db)
  return sendConsolePage(reply, status, teamPage(viewerOf(context, session), { team, form, said }))
}
