import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { chooseReason } from '../../calls/choose-reason.ts'
import { takeCall } from '../../calls/take-call.ts'
import { wrapUpCall } from '../../calls/wrap-up-call.ts'
import { acknowledgeInstructions } from '../../clients/instructions/acknowledge-instructions.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { findSource } from '../../messages/find-source.ts'
import { markMattered } from '../../messages/mark-mattered.ts'
import { offerRule } from '../../rules/offer-rule.ts'
import { lookAtText } from '../../texts/look-at-text.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../console-plugin.ts'
import { deskAudioRoutes } from './audio-routes.ts'
import { readInstructionForm, readKey, readReasonForm, readWrapUp } from './desk-form.ts'
import { deskPage } from './desk-pages.ts'
import { addressOf } from './desk-parts.ts'
import { deskHead } from './head-pages.ts'
import { logRoutes } from './log-routes.ts'
import { readDesk } from './read-desk.ts'
import { recordOpening } from './record-opening.ts'
import { relayRoutes } from './relay-routes.ts'
import { deliveriesPart } from './sent-slip-pages.ts'
import { shownSlip } from './shown-slip.ts'
import { slipRoutes } from './slip-routes.ts'

type Opening = { Querystring: { correct?: string } }

/** The page of a call or text with its slip, and all that is done there. */
export async function deskRoutes(app: FastifyInstance, context: Context): Promise<void> {
  for (const kind of ['call', 'text'] as const) {
    const address = `/${kind}s/:clientId/:${kind}Id`
    app.get<Opening>(address, (request, reply) => open(context, request, reply))
    app.get(`${address}/live`, { config: { background: true } }, (request, reply) =>
      showLive(context, request, reply),
    )
    app.post(`${address}/read`, (request, reply) => acknowledge(context, request, reply))
    app.post(`${address}/offer-rule`, (request, reply) => offer(context, request, reply))
    app.post(`${address}/mattered`, (request, reply) => matter(context, request, reply))
  }
  const address = '/calls/:clientId/:callId'
  app.post(`${address}/take`, (request, reply) => take(context, request, reply))
  app.post(`${address}/reason`, (request, reply) => pickReason(context, request, reply))
  app.post(`${address}/wrap-up`, (request, reply) => wrapUp(context, request, reply))
  await slipRoutes(app, context)
  await relayRoutes(app, context)
  await deskAudioRoutes(app, context)
  await logRoutes(app, context)
}

async function open(context: Context, request: FastifyRequest<Opening>, reply: FastifyReply) {
  const session = sessionOf(request)
  const key = readKey(request.params)
  const desk = await readDesk(context, session, key)
  await recordOpening(context, session.scope, key, 'read')
  if (key.sourceKind === 'text')
    await lookAtText(context, session.scope, { clientId: key.clientId, textId: key.sourceId })
  const written = shownSlip(desk, session.secretary.id, { correct: request.query.correct === '1' })
  return sendConsolePage(reply, 200, deskPage(viewerOf(context, session), desk, written))
}

/** What may have changed while she writes: how far the call is, and how far the slip came. Never the slip itself. */
async function showLive(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const session = sessionOf(request)
  const desk = await readDesk(context, session, readKey(request.params))
  const viewer = viewerOf(context, session)
  return sendConsolePage(
    reply,
    200,
    html`${deskHead(viewer, desk)}${desk.slip && deliveriesPart(viewer, desk, desk.slip)}`,
  )
}

async function acknowledge(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { scope } = sessionOf(request)
  const key = readKey(request.params)
  await findSource(context.db, scope, key)
  await acknowledgeInstructions(context, scope, {
    clientId: key.clientId,
    read: readInstructionForm(request.body),
  })
  return backTo(reply, request)
}

async function matter(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { scope } = sessionOf(request)
  const key = readKey(request.params)
  await findSource(context.db, scope, key)
  const { clientId, sourceKind: kind, sourceId: id } = key
  await markMattered(context, { clientId, kind, id }, scope.actor)
  return backTo(reply, request)
}

async function offer(context: Context, request: FastifyRequest, reply: FastifyReply) {
  await offerRule(context, sessionOf(request).scope, readKey(request.params))
  return backTo(reply, request)
}

async function take(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { clientId, sourceId: callId } = readKey(request.params)
  await takeCall(context, sessionOf(request).scope, { clientId, callId })
  return backTo(reply, request)
}

async function pickReason(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { clientId, sourceId: callId } = readKey(request.params)
  const reasonKey = readReasonForm(request.body)
  await chooseReason(context, sessionOf(request).scope, { clientId, callId, reasonKey })
  return backTo(reply, request)
}

async function wrapUp(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const session = sessionOf(request)
  const { clientId, sourceId: callId } = readKey(request.params)
  const said = readWrapUp(request.body)
  if (!said) throw new AppError(422, 'noOutcome', t(session.secretary.language, 'desk.noOutcome'))
  await wrapUpCall(context, session.scope, { clientId, callId, ...said })
  return reply.redirect('/console', 303)
}

const backTo = (reply: FastifyReply, request: FastifyRequest) => {
  const { clientId, sourceKind: kind, sourceId: id } = readKey(request.params)
  return reply.redirect(addressOf({ kind, clientId, id }), 303)
}
