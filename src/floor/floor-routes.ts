import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findSwitches } from '../agency/switches.ts'
import { allowedModes } from '../answering/listening/listening.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { isPhoneNumber } from '../phone-number.ts'
import { findSecretary } from '../secretaries/find-secretary.ts'
import { prepareLiveLevels, withWaiting } from '../service-levels/live-levels.ts'
import { confirmTelephone } from './confirm-telephone.ts'
import { findStations } from './find-stations.ts'
import { findWaitingCalls, mostShown } from './find-waiting-calls.ts'
import { floorPage } from './floor-pages.ts'
import { findEmergencyTelephones } from './secours/find-emergency-telephones.ts'
import { setStation } from './set-station.ts'
import { findAbsent } from './shifts/find-shifts.ts'

type FloorContext = Pick<Context, 'config' | 'database' | 'db' | 'directory' | 'live' | 'now'>
type Problem = 'samePerson' | 'newAccount' | null

/** Where everybody is, for supervisors: who speaks with whom, who waits. */
export async function floorRoutes(app: FastifyInstance, context: FloorContext): Promise<void> {
  const shown = { ...context, levelsAt: prepareLiveLevels(context.database.boards) }
  const supervisor = { config: { access: 'supervisor' } } as const

  app.get('/floor', supervisor, (request, reply) => show(shown, request, reply, null))

  app.post('/floor/:secretaryId/state', supervisor, async (request, reply) => {
    const secretaryId = await colleagueOf(context, request)
    const { state } = stateSchema.parse(request.body)
    await setStation(context, sessionOf(request).secretary.id, { secretaryId, state })
    return reply.redirect('/console/floor', 303)
  })

  app.post('/floor/:secretaryId/telephone', supervisor, async (request, reply) => {
    const secretaryId = await colleagueOf(context, request)
    const { number } = numberSchema.parse(request.body)
    if (!isPhoneNumber(number)) throw new AppError(422, 'badNumber', 'expected a telephone number')
    const confirming = { secretaryId, number }
    const confirmed = await confirmTelephone(context, sessionOf(request).secretary.id, confirming)
    if (confirmed === 'samePerson' || confirmed === 'newAccount')
      return show(shown, request, reply, confirmed)
    return reply.redirect('/console/floor', 303)
  })
}

const keySchema = z.object({ secretaryId: z.uuid() })
/** Nobody makes somebody else available. */
const stateSchema = z.object({ state: z.enum(['pause', 'off']).catch('pause') })
const numberSchema = z.object({ number: z.string().catch('') })

async function colleagueOf({ db }: FloorContext, { params }: FastifyRequest): Promise<string> {
  const key = keySchema.safeParse(params)
  const found = key.success ? await findSecretary(db, key.data.secretaryId) : null
  if (!found) throw new AppError(404, 'notFound', 'an address that names no secretary')
  return found.id
}

type ShowContext = FloorContext & { readonly levelsAt: ReturnType<typeof prepareLiveLevels> }

async function show(
  context: ShowContext,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
): Promise<FastifyReply> {
  const session = sessionOf(request)
  const stations = await findStations(context.db)
  const waiting = await findWaitingCalls(context.db, session.scope)
  const ready = (await findEmergencyTelephones(context.db)).filter((one) => one.confirmedById !== null).length
  const secours = { on: (await findSwitches(context.db)).secours ?? null, ready }
  const allowed = (clientId: number) => allowedModes(context.directory.client(clientId))
  const levelsOf = await context.levelsAt(context.now())
  const levels = withWaiting(levelsOf(session.scope.clientIds), waiting, mostShown)
  const absent = await findAbsent(context.db, context.now())
  const shown = { stations, waiting, levels, allowed, problem, secours, absent }
  const page = floorPage(viewerOf(context, session), shown)
  return sendConsolePage(reply, problem ? 409 : 200, page)
}
