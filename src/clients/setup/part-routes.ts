import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { usualShare } from '../../call-recordings/recording.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { confirmAgain } from '../../secretaries/confirm-again.ts'
import { isAtLeast } from '../../secretaries/session.ts'
import type { Role } from '../../secretaries/tables.ts'
import { newNumbers } from '../reach/reach-changes.ts'
import { findTeamOptions } from './answering/find-team-options.ts'
import { editPart } from './edit-part.ts'
import { fieldsOf } from './field.ts'
import type { About, Part, PartName } from './part.ts'
import { backOf, isListPart, partPage, partPaths } from './part-pages.ts'
import { answerOf, askPassword, type Shown, viewOf } from './part-view.ts'
import { allParts } from './parts/all-parts.ts'
import { closeRanks, copyMonday } from './parts/hours-part.ts'
import { shareEntered } from './parts/recording-part.ts'
import { findSetupClient, type SetupClient } from './queries.ts'
import { readControls, readEntered } from './read-entered.ts'

export const clientParams = z.object({ clientId: z.coerce.number().int().positive().max(2_147_483_647) })
export const itemParams = clientParams.extend({ key: z.string().max(80) })

/** The page of each part: shown to those who work for the client, changed by supervisors. */
export async function partRoutes(app: FastifyInstance, context: Context): Promise<void> {
  for (const part of Object.values(allParts)) {
    const path = `/clients/:clientId/${partPaths[part.name]}`
    const supervised = { config: { access: 'supervisor' as const } }
    if (!isListPart(part.name)) {
      app.get(path, (request, reply) => show(context, part, request, reply))
      app.post(path, supervised, (request, reply) => save(context, part, request, reply))
      continue
    }
    app.get(`${path}/new`, supervised, (request, reply) => show(context, part, request, reply))
    app.post(`${path}/new`, supervised, (request, reply) => save(context, part, request, reply))
    app.get(`${path}/:key`, (request, reply) => show(context, part, request, reply))
    app.post(`${path}/:key`, supervised, (request, reply) => save(context, part, request, reply))
  }
}

/** What cannot be such an id is as unknown as one that is nobody's. */
export function paramsOf<S extends z.ZodType>(schema: S, request: FastifyRequest): z.output<S> {
  const read = schema.safeParse(request.params)
  if (!read.success) throw new AppError(404, 'notFound', 'no such page')
  return read.data
}

type Asked = { client: SetupClient; about: About; key: string | null; mayChange: boolean }

async function asked(context: Context, part: Part, request: FastifyRequest): Promise<Asked> {
  const { clientId, key = null } = paramsOf(itemParams.partial({ key: true }), request)
  const session = sessionOf(request)
  const client = await findSetupClient(context.db, session.scope, clientId)
  const { language, role } = session.secretary
  const teams = part.name === 'answering' ? await findTeamOptions(context.db) : []
  const about = { language, file: client.file, demo: context.config.demo, teams }
  return { client, about, key, mayChange: isAtLeast(role, 'supervisor') }
}

async function show(context: Context, part: Part, request: FastifyRequest, reply: FastifyReply) {
  const { client, about, key, mayChange } = await asked(context, part, request)
  const entered = part.entered(about, key)
  if (!entered) throw new AppError(404, 'notFound', `no ${part.name} ${key}`)
  const viewer = viewerOf(context, sessionOf(request))
  const saved = savedSchema.parse(request.query).saved
  const view = await viewOf(context, viewer, { client, about, part, key, entered, mayChange, saved })
  return sendConsolePage(reply, 200, partPage(viewer, view))
}

async function save(context: Context, part: Part, request: FastifyRequest, reply: FastifyReply) {
  const { client, about, key, mayChange } = await asked(context, part, request)
  const { clientId } = client.row
  const viewer = viewerOf(context, sessionOf(request))
  const controls = readControls(request.body)
  const entered = prepared(part.name, controls.do, readEntered(request.body, fieldsOf(part.groups(about))))
  const shown = { client, about, part, key, entered, mayChange, saved: null }
  const isRemoval = controls.do === 'remove-yes'
  if (isSaving(controls.do) && !isRemoval && !(await mayRing(context, request, shown))) {
    const { current: given } = passwordSchema.parse(request.body)
    const view = await askPassword(context, viewer, shown, { seen: controls.seen, given })
    return sendConsolePage(reply, 422, partPage(viewer, view))
  }
  const refusal = isSaving(controls.do) ? raisedShare(shown, sessionOf(request).secretary.role) : null
  const edited =
    refusal ??
    (isSaving(controls.do)
      ? await editPart(context, {
          ...{ clientId, part, key, about, seen: controls.seen },
          actor: sessionOf(request).scope.actor,
          entered: isRemoval ? null : entered,
        })
      : null)
  if (edited?.kind === 'gone') throw new AppError(404, 'notFound', `no ${part.name} ${key}`)
  if (edited && (edited.kind === 'saved' || edited.kind === 'unchanged')) {
    const back = isListPart(part.name)
      ? backOf(clientId, part.name)
      : `${request.url.split('?')[0]}?saved=yes`
    return reply.redirect(back, 303)
  }
  const { status, view } = await answerOf(context, viewer, shown, controls, edited)
  return sendConsolePage(reply, status, partPage(viewer, view))
}

const savedSchema = z.object({
  saved: z.enum(['yes', 'links', 'codeWord', 'answerers']).nullable().catch(null),
})
const passwordSchema = z.object({ current: z.string().max(1000).catch('') }).catch({ current: '' })

/** A number that is new to the client is set only with her password: a stolen session must not send calls elsewhere. */
async function mayRing(
  context: Context,
  request: FastifyRequest,
  { client, about, part, key, entered }: Shown,
) {
  if (newNumbers(client.stored.definition, part.write(about, key, entered)).length === 0) return true
  const { current } = passwordSchema.parse(request.body)
  return confirmAgain(context, sessionOf(request).secretary.id, current)
}

/** More calls are recorded than usual only where the owner herself says so. */
function raisedShare({ client, part, entered }: Shown, role: Role) {
  if (part.name !== 'recording' || role === 'owner') return null
  const share = shareEntered(entered)
  const standing = client.stored.definition.settings.recording?.share ?? usualShare
  if (share <= Math.max(usualShare, standing)) return null
  const expected = `expected at most ${usualShare}: more is for the owner to decide`
  const issues = [{ path: ['recording', 'share'], value: share, expected }]
  return { kind: 'refused' as const, issues, findings: [], file: client.file }
}

const isSaving = (pressed: string) => pressed === 'save' || pressed === '' || pressed === 'remove-yes'

function prepared(part: PartName, pressed: string, entered: ReturnType<typeof readEntered>) {
  if (part !== 'hours') return entered
  if (pressed === 'copy-opening') return copyMonday(entered, 'opening')
  if (pressed === 'copy-cover') return copyMonday(entered, 'cover')
  return closeRanks(entered)
}
