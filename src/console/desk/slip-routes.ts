import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../../context.ts'
import { t } from '../../i18n/text.ts'
import { timeOfDay } from '../../i18n/time-in-words.ts'
import { discardDraft } from '../../messages/discard-draft.ts'
import { findSource, type SourceKey } from '../../messages/find-source.ts'
import { restoreDraft } from '../../messages/restore-draft.ts'
import { type SavedDraft, saveDraft, type TakenOver, takeOverDraft } from '../../messages/save-draft.ts'
import { sendSlip } from '../../messages/send-slip.ts'
import type { AlreadySent } from '../../messages/sent-since.ts'
import { explainSlipProblem, type SlipProblem } from '../../messages/slip-problem.ts'
import type { Viewer } from '../console-frame.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../console-plugin.ts'
import { readKey, readSlipForm } from './desk-form.ts'
import { deskPage } from './desk-pages.ts'
import { addressOf } from './desk-parts.ts'
import { readDesk } from './read-desk.ts'
import type { SlipShown } from './shown-slip.ts'

/** The slip while it is written: saved at every pause, taken over, sent. Scripts are answered in JSON, forms by pages. */
export async function slipRoutes(app: FastifyInstance, context: Context): Promise<void> {
  for (const kind of ['call', 'text'] as const) {
    const address = `/${kind}s/:clientId/:${kind}Id`
    app.get(`${address}/draft`, (request, reply) => renewToken(context, request, reply))
    app.post(`${address}/draft`, (request, reply) => save(context, request, reply))
    app.post(`${address}/take-over`, (request, reply) => takeOver(context, request, reply))
    app.post(`${address}/discard`, (request, reply) => discard(context, request, reply))
    app.post(`${address}/restore`, (request, reply) => restore(context, request, reply))
    app.post(`${address}/slip`, (request, reply) => send(context, request, reply))
  }
}

/** For a page that was open while its session ended: forms of the new session need its token. */
async function renewToken(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const session = sessionOf(request)
  await findSource(context.db, session.scope, readKey(request.params))
  const { formToken, secretary } = viewerOf(context, session)
  return reply.send({ form: formToken, secretary: secretary.id })
}

async function save(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const session = sessionOf(request)
  const key = readKey(request.params)
  const form = readSlipForm(request.body)
  const saved = await saveDraft(context, session.scope, { ...key, ...form })
  if (isFromScript(request)) return reply.send(await sayOfDraft(context, request, key, saved))
  if (saved.kind === 'saved') return back(reply, key)
  return showConflict(context, request, reply, { fields: form.fields, conflict: saved })
}

async function takeOver(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const session = sessionOf(request)
  const key = readKey(request.params)
  const form = readSlipForm(request.body)
  const taken = await takeOverDraft(context, session.scope, { ...key, seenVersion: form.seenVersion })
  if (isFromScript(request)) return reply.send(await sayOfDraft(context, request, key, taken))
  if (taken.kind === 'saved' || taken.kind === 'noDraft') return back(reply, key)
  return showConflict(context, request, reply, { fields: form.fields, conflict: taken })
}

/** What stands in the form goes with it: it was to be thrown away. */
async function discard(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const key = readKey(request.params)
  const discarded = await discardDraft(context, sessionOf(request).scope, key)
  if (typeof discarded === 'string') return back(reply, key)
  const { fields } = readSlipForm(request.body)
  return showConflict(context, request, reply, { fields, conflict: discarded })
}

async function restore(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const key = readKey(request.params)
  const restored = await restoreDraft(context, sessionOf(request).scope, key)
  if (typeof restored === 'string') return back(reply, key)
  const { fields } = readSlipForm(request.body)
  return showConflict(context, request, reply, { fields, conflict: restored })
}

async function send(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const session = sessionOf(request)
  const key = readKey(request.params)
  const { fields, seenVersion } = readSlipForm(request.body)
  const sent = await sendSlip(context, session.scope, { ...key, fields })
  if (sent.kind === 'sent') return back(reply, key)
  if (sent.kind !== 'refused') return showConflict(context, request, reply, { fields, conflict: sent })
  const problems = problemsOf(sent.problems, viewerOf(context, session))
  const written = { fields, version: seenVersion, problems, notice: null, isOthers: false }
  return showAgain(context, request, reply, 422, written)
}

const isFromScript = ({ headers }: FastifyRequest) => headers['x-requested-with'] === 'fetch'

const back = (reply: FastifyReply, { clientId, sourceKind: kind, sourceId: id }: SourceKey) =>
  reply.redirect(addressOf({ kind, clientId, id }), 303)

/** The first thing that is wrong with each field. */
const problemsOf = (problems: readonly SlipProblem[], { language }: Viewer) =>
  Object.fromEntries(problems.toReversed().map((one) => [one.field, explainSlipProblem(one, language)]))

type Conflict = TakenOver | AlreadySent

const wordsOf = (conflict: Conflict, { language }: Viewer): string =>
  t(language, conflict.kind === 'takenOver' ? 'desk.otherWrites' : 'desk.otherSent', {
    name: conflict.by ?? '',
  })

/** Her words stay in the form; what the other did is said above it. */
function showConflict(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { fields, conflict }: { fields: SlipShown['fields']; conflict: Conflict },
) {
  const notice = wordsOf(conflict, viewerOf(context, sessionOf(request)))
  const version = conflict.kind === 'takenOver' ? conflict.version : 0
  return showAgain(context, request, reply, 409, { fields, version, problems: {}, notice, isOthers: false })
}

async function showAgain(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  written: SlipShown,
) {
  const session = sessionOf(request)
  const desk = await readDesk(context, session, readKey(request.params))
  return sendConsolePage(reply, status, deskPage(viewerOf(context, session), desk, written))
}

/** What the page says of the draft, in her language; of somebody else's also what stands in it. */
async function sayOfDraft(
  context: Context,
  request: FastifyRequest,
  { clientId }: SourceKey,
  saved: SavedDraft | { readonly kind: 'noDraft' },
) {
  const viewer = viewerOf(context, sessionOf(request))
  if (saved.kind === 'noDraft') return { kind: 'saved', version: 0, words: '' }
  if (saved.kind === 'saved') {
    const timeZone = context.directory.client(clientId)?.hours.timeZone ?? 'Europe/Paris'
    const time = timeOfDay(context.now(), timeZone, viewer.language)
    return { kind: 'saved', version: saved.version, words: t(viewer.language, 'desk.savedAt', { time }) }
  }
  const words = wordsOf(saved, viewer)
  if (saved.kind === 'alreadySent') return { kind: 'alreadySent', words }
  const shown = ['callerName', 'callbackNumber', 'subject', 'body', 'wishWhen'].flatMap(
    (name) => saved.fields[name] ?? [],
  )
  return { kind: 'takenOver', version: saved.version, words, theirs: shown }
}
