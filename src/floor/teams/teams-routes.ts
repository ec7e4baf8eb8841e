import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { t } from '../../i18n/text.ts'
import { singleLine } from '../../plain-text.ts'
import { deleteTeam, saveTeam } from './change-team.ts'
import { findPeople, findTeams, type Team } from './find-teams.ts'
import { type Said, type TeamForm, teamPage, teamsPage } from './teams-pages.ts'

type TeamsContext = Pick<Context, 'config' | 'db' | 'live' | 'now'>
type One = { Params: { teamId: string } }

/** Who answers together: made, named and filled by supervisors. */
export async function teamsRoutes(app: FastifyInstance, context: TeamsContext): Promise<void> {
  const supervisor = { config: { access: 'supervisor' } } as const

  app.get('/teams', supervisor, (request, reply) =>
    sendTeams(context, request, reply, { values: nobody, said: doneOf(request), status: 200 }),
  )

  app.post('/teams', supervisor, async (request, reply) => {
    const values = readForm(request.body)
    const outcome = await save(context, request, null, values)
    if (typeof outcome === 'object') return reply.redirect(`/console/teams/${outcome.teamId}?done=saved`, 303)
    return sendTeams(context, request, reply, { values, said: wrong(request, outcome), status: 422 })
  })

  app.get<One>('/teams/:teamId', supervisor, async (request, reply) => {
    const team = await teamOf(context, request)
    return sendTeam(context, request, reply, {
      team,
      values: formOf(team),
      said: doneOf(request),
      status: 200,
    })
  })

  app.post<One>('/teams/:teamId', supervisor, async (request, reply) => {
    const team = await teamOf(context, request)
    const values = readForm(request.body)
    const outcome = await save(context, request, team.id, values)
    if (typeof outcome === 'object') return reply.redirect(`/console/teams/${team.id}?done=saved`, 303)
    return sendTeam(context, request, reply, { team, values, said: wrong(request, outcome), status: 422 })
  })

  app.post<One>('/teams/:teamId/delete', supervisor, async (request, reply) => {
    const team = await teamOf(context, request)
    const { secretary } = sessionOf(request)
    const outcome = await deleteTeam(context, secretary.id, team.id)
    if (typeof outcome === 'string') return reply.redirect('/console/teams?done=deleted', 303)
    const clients = [...new Set(outcome.map(({ name }) => name))].join(', ')
    const text = t(secretary.language, 'teams.wrong.used', { team: team.name, clients })
    const said = { kind: 'urgent', text } as const
    return sendTeam(context, request, reply, { team, values: formOf(team), said, status: 409 })
  })
}

const nobody: TeamForm = { name: '', memberIds: [] }
const formOf = ({ name, members }: Team): TeamForm => ({ name, memberIds: members.map(({ id }) => id) })

const formSchema = z.object({
  name: z.string().max(20_000).catch(''),
  members: z.preprocess((value) => [value ?? []].flat(), z.array(z.uuid())).catch([]),
})

const readForm = (body: unknown): TeamForm => {
  const { name, members } = formSchema.parse(body ?? {})
  return { name, memberIds: members }
}

const longestName = 100

async function save(context: TeamsContext, request: FastifyRequest, id: string | null, values: TeamForm) {
  const name = singleLine(values.name, longestName * 2)
  if (name === '' || name.length > longestName) return 'name' as const
  return saveTeam(context, sessionOf(request).secretary.id, id, { ...values, name })
}

function wrong(request: FastifyRequest, what: 'name' | 'nameTaken' | 'unknown'): Said {
  if (what === 'unknown') throw new AppError(404, 'notFound', 'a team')
  return { kind: 'urgent', text: t(sessionOf(request).secretary.language, `teams.wrong.${what}`) }
}

const doneSchema = z.object({ done: z.enum(['saved', 'deleted']).optional().catch(undefined) })

function doneOf(request: FastifyRequest): Said {
  const { done } = doneSchema.parse(request.query)
  return done ? { kind: 'good', text: t(sessionOf(request).secretary.language, `teams.done.${done}`) } : null
}

async function teamOf({ db }: TeamsContext, request: FastifyRequest<One>): Promise<Team> {
  const team = (await findTeams(db)).find(({ id }) => id === request.params.teamId)
  if (!team) throw new AppError(404, 'notFound', 'a team')
  return team
}

type Showing = { readonly values: TeamForm; readonly said: Said; readonly status: number }

async function sendTeams(
  context: TeamsContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { status, ...shown }: Showing,
) {
  const [teams, people] = [await findTeams(context.db), await findPeople(context.db)]
  const viewer = viewerOf(context, sessionOf(request))
  return sendConsolePage(reply, status, teamsPage(viewer, { teams, people, ...shown }))
}

async function sendTeam(
  context: TeamsContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { status, ...shown }: Showing & { readonly team: Team },
) {
  const people = await findPeople(context.db)
  const viewer = viewerOf(context, sessionOf(request))
  return sendConsolePage(reply, status, teamPage(viewer, { people, ...shown }))
}
