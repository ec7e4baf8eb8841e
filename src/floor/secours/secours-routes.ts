import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findSwitches, turnSwitch } from '../../agency/switches.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { findSecretary } from '../../secretaries/find-secretary.ts'
import { tellFloor } from '../tell-floor.ts'
import {
  confirmEmergencyTelephone,
  dropEmergencyTelephone,
  giveEmergencyTelephone,
} from './change-emergency-telephones.ts'
import { findEmergencyTelephones, findHolders, findTeamNames } from './find-emergency-telephones.ts'
import { secoursPage } from './secours-pages.ts'

type SecoursContext = Pick<Context, 'config' | 'db' | 'live' | 'log' | 'now'>
type Problem = Parameters<typeof secoursPage>[1]['problem']

/** Mode secours: supervisors turn it on and off, and keep the list of telephones that ring then. */
export async function secoursRoutes(app: FastifyInstance, context: SecoursContext): Promise<void> {
  const supervisor = { config: { access: 'supervisor' } } as const

  app.get('/secours', supervisor, (request, reply) => show(context, request, reply, null))

  for (const [word, on] of [
    ['on', true],
    ['off', false],
  ] as const)
    app.post(`/secours/${word}`, supervisor, async (request, reply) => {
      await turnSwitch(context, sessionOf(request).secretary, { name: 'secours', on })
      tellFloor(context)
      return reply.redirect('/console/floor', 303)
    })

  app.post('/secours/telephones', supervisor, async (request, reply) => {
    const { secretaryId, team, telephone: typed } = givenSchema.parse(request.body)
    if (!(await findSecretary(context.db, secretaryId)))
      throw new AppError(404, 'notFound', `There is no secretary ${secretaryId}`)
    const teamId = team === '' ? null : team
    if (teamId && !(await findTeamNames(context.db)).some(({ id }) => id === teamId))
      throw new AppError(404, 'notFound', `There is no team ${teamId}`)
    const given = { secretaryId, teamId, typed }
    const outcome = await giveEmergencyTelephone(context, sessionOf(request).secretary.id, given)
    return outcome === 'given' ? done(reply) : show(context, request, reply, outcome)
  })

  app.post('/secours/telephones/:telephoneId/confirm', supervisor, async (request, reply) => {
    const by = sessionOf(request).secretary.id
    const outcome = await confirmEmergencyTelephone(context, by, telephoneOf(request))
    return outcome === 'confirmed' ? done(reply) : show(context, request, reply, outcome)
  })

  app.post('/secours/telephones/:telephoneId/drop', supervisor, async (request, reply) => {
    await dropEmergencyTelephone(context, sessionOf(request).secretary.id, telephoneOf(request))
    return done(reply)
  })
}

const givenSchema = z.object({
  secretaryId: z.uuid().catch('00000000-0000-0000-0000-000000000000'),
  /** Empty: the agency's list. */
  team: z.string().max(60).default(''),
  telephone: z.string().max(60).catch(''),
})
const idSchema = z.object({ telephoneId: z.uuid() })

function telephoneOf({ params }: FastifyRequest): string {
  const key = idSchema.safeParse(params)
  if (!key.success) throw new AppError(404, 'notFound', 'an address that names no telephone')
  return key.data.telephoneId
}

const done = (reply: FastifyReply): FastifyReply => reply.redirect('/console/secours', 303)

async function show(
  context: SecoursContext,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
): Promise<FastifyReply> {
  const telephones = await findEmergencyTelephones(context.db)
  const people = await findHolders(context.db)
  const teams = await findTeamNames(context.db)
  const on = (await findSwitches(context.db)).secours ?? null
  const page = secoursPage(viewerOf(context, sessionOf(request)), { telephones, people, teams, on, problem })
  return sendConsolePage(reply, problem ? 422 : 200, page)
}
