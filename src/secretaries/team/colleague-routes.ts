import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { findSecretary, type SecretaryRow } from '../find-secretary.ts'
import { changeSecretary, disableSecretary, enableSecretary, type Managing } from '../manage-secretary.ts'
import { mayManage } from '../team-rules.ts'
import { type Done, refusedWords, saidOf } from './said.ts'
import { describe, readTeamForm, type TeamForm, type WrongField } from './team-form.ts'
import { colleaguePage, type Said } from './team-pages.ts'
import { formOf, readColleague, readForm } from './team-view.ts'

type TeamContext = Pick<Context, 'config' | 'db' | 'now'>
export type One = { Params: { secretaryId: string } }

/** One of the team: what she is, whom she works for, whether she may come in. */
export async function colleagueRoutes(app: FastifyInstance, context: TeamContext): Promise<void> {
  const supervisor = { config: { access: 'supervisor' } } as const

  app.get<One>('/team/:secretaryId', supervisor, async (request, reply) => {
    const row = await colleagueOf(context, request)
    return sendColleague(context, request, reply, { row, said: saidOf(sessionOf(request), request.query) })
  })

  app.post<One>('/team/:secretaryId', supervisor, async (request, reply) => {
    const row = await colleagueOf(context, request)
    const form = readTeamForm(request.body)
    const described = describe(form)
    const actor = sessionOf(request).secretary
    const isWrong = typeof described === 'string'
    const outcome = isWrong ? described : await changeSecretary(context, actor, row.id, described)
    return answer(context, request, reply, { row, outcome, done: 'saved', form })
  })

  app.post<One>('/team/:secretaryId/disable', supervisor, async (request, reply) => {
    const row = await colleagueOf(context, request)
    const outcome = await disableSecretary(context, sessionOf(request).secretary, row.id)
    return answer(context, request, reply, { row, outcome, done: 'disabled' })
  })

  app.post<One>('/team/:secretaryId/enable', supervisor, async (request, reply) => {
    const row = await colleagueOf(context, request)
    const outcome = await enableSecretary(context, sessionOf(request).secretary, row.id)
    return answer(context, request, reply, { row, outcome, done: 'enabled' })
  })
}

export async function colleagueOf({ db }: TeamContext, request: FastifyRequest<One>): Promise<SecretaryRow> {
  const id = z.uuid().safeParse(request.params.secretaryId).data
  const row = id ? await findSecretary(db, id) : null
  if (!row) throw new AppError(404, 'notFound', 'somebody of the team')
  return row
}

type Answering = {
  readonly row: SecretaryRow
  readonly outcome: Managing | WrongField
  readonly done: Done
  readonly form?: TeamForm
}

async function answer(
  context: TeamContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { row, outcome, done, ...form }: Answering,
) {
  if (outcome === 'done') return reply.redirect(`/console/team/${row.id}?done=${done}`, 303)
  if (outcome === 'unknown') throw new AppError(404, 'notFound', 'somebody of the team')
  const status = outcome === 'notAllowed' ? 403 : 422
  const said = refusedWords(sessionOf(request), outcome)
  return sendColleague(context, request, reply, { row, said, status, ...form })
}

type Showing = {
  readonly row: SecretaryRow
  readonly said: Said
  readonly status?: number
  readonly form?: TeamForm
}

async function sendColleague(
  context: TeamContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { row, said, status = 200, form }: Showing,
) {
  const { db, now } = context
  const session = sessionOf(request)
  const shown = {
    ...(await readColleague(db, row, now())),
    form: await readForm(db, session.secretary, form ?? (await formOf(db, row))),
    mayManage: mayManage(session.secretary, row),
    said,
  }
  return sendConsolePage(reply, status, colleaguePage(viewerOf(context, session), shown))
}
