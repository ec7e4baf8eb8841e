import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../../console/console-plugin.ts'
import type { Context } from '../../../context.ts'
import { AppError } from '../../../errors.ts'
import { t } from '../../../i18n/text.ts'
import { isAtLeast } from '../../../secretaries/session.ts'
import { clientParams, paramsOf } from '../part-routes.ts'
import { findSetupClient } from '../queries.ts'
import { clientPath, tabPath } from '../setup-frame.ts'
import { contactsPage, previewPage } from './contacts-pages.ts'
import { guessMapping } from './guess-mapping.ts'
import { importContacts } from './import-contacts.ts'
import { deleteImport, findImport, type KeptImport, keepImport, saveMapping } from './kept-imports.ts'
import { planContactsImport } from './plan-contacts-import.ts'
import { mostBytes, mostColumns, type Refused, readRows, readUpload } from './read-upload.ts'

const importParams = clientParams.extend({ importId: z.uuid() })
const supervised = { config: { access: 'supervisor' as const } }

/** A client's contacts come in from a CSV file: uploaded, looked at, then imported. */
export async function contactsRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/clients/:clientId/contacts', (request, reply) => showContacts(context, request, reply, null))
  await app.register(async (scope) => {
    const limits = { fileSize: mostBytes, files: 1, fields: 10, parts: 12 }
    await scope.register(multipart, { attachFieldsToBody: 'keyValues', limits })
    scope.setErrorHandler((error: { code?: string; statusCode?: number }, request) => {
      const language = request.session?.secretary.language ?? 'fr'
      if (error.code === 'FST_REQ_FILE_TOO_LARGE')
        throw new AppError(413, 'fileTooLarge', t(language, 'setup.contacts.refused.tooLarge'))
      throw error
    })
    scope.post('/clients/:clientId/contacts/import', supervised, (request, reply) =>
      upload(context, request, reply),
    )
  })
  app.get('/clients/:clientId/contacts/import/:importId', supervised, (request, reply) =>
    showPreview(context, request, reply, null),
  )
  app.post('/clients/:clientId/contacts/import/:importId', supervised, (request, reply) =>
    decide(context, request, reply),
  )
}

const doneSchema = z.object({
  created: z.coerce.number(),
  changed: z.coerce.number(),
  removed: z.coerce.number(),
})

async function showContacts(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  alert: string | null,
) {
  const { clientId } = paramsOf(clientParams, request)
  const session = sessionOf(request)
  const { row, stored } = await findSetupClient(context.db, session.scope, clientId)
  const { language, role } = session.secretary
  const done = doneSchema.safeParse(request.query).data
  const page = contactsPage(viewerOf(context, session), {
    client: { clientId, name: row.name, state: row.state },
    contacts: stored.contacts,
    mayChange: isAtLeast(role, 'supervisor'),
    alert,
    notice: done ? t(language, 'setup.contacts.done', done) : null,
  })
  return sendConsolePage(reply, alert === null ? 200 : 422, page)
}

const uploadSchema = z.object({ file: z.instanceof(Uint8Array) })

async function upload(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { clientId } = paramsOf(clientParams, request)
  const { scope, secretary } = sessionOf(request)
  await findSetupClient(context.db, scope, clientId)
  const sent = uploadSchema.safeParse(request.body)
  const read = readUpload(sent.success ? sent.data.file : new Uint8Array())
  const rows = read.kind === 'refused' ? read : await readRows(read)
  if (read.kind === 'refused' || 'kind' in rows) {
    const refused = 'kind' in rows ? rows : null
    return showContacts(context, request, reply, sayRefused(refused, secretary.language))
  }
  const mapping = guessMapping(rows[0]?.cells ?? [])
  const fileName = t(secretary.language, 'setup.contacts.uploaded')
  const id = await keepImport(context, {
    clientId,
    secretaryId: secretary.id,
    fileName,
    mapping,
    upload: read,
  })
  return reply.redirect(`${clientPath(clientId)}/contacts/import/${id}`, 303)
}

function sayRefused(refused: Refused | null, language: 'fr' | 'en'): string {
  const why = t(language, `setup.contacts.refused.${refused?.why ?? 'empty'}`)
  return refused?.line ? t(language, 'setup.contacts.atLine', { line: refused.line, said: why }) : why
}

/** Hers to decide upon, among the files of a client that she sees. */
async function findHers(context: Context, request: FastifyRequest) {
  const { clientId, importId } = paramsOf(importParams, request)
  const client = await findSetupClient(context.db, sessionOf(request).scope, clientId)
  const kept = await findImport(context.db, clientId, importId)
  if (!kept) throw new AppError(404, 'notFound', `no file ${importId}`)
  return { client, kept }
}

async function showPreview(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  alert: string | null,
) {
  const { client, kept } = await findHers(context, request)
  const rows = await readRows(kept)
  if ('kind' in rows) throw new AppError(422, 'unreadable', 'a file that was read cannot be read again')
  const plan = await planContactsImport(context, client.stored, { rows, mapping: kept.mapping })
  const { clientId, name, state } = client.row
  const page = previewPage(viewerOf(context, sessionOf(request)), {
    ...kept,
    client: { clientId, name, state },
    importId: kept.id,
    header: rows[0]?.cells ?? [],
    sample: rows.slice(1, 6).map(({ cells }) => cells),
    rows: plan.rows,
    counts: plan.counts,
    badRows: plan.badLines.size,
    problems: plan.problems,
    alert,
  })
  return sendConsolePage(reply, alert === null ? 200 : 409, page)
}

const decisionSchema = z.object({
  do: z.enum(['map', 'import', 'skip', 'stop']),
  others: z.enum(['keep', 'remove']).catch('keep'),
})

async function decide(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { kept } = await findHers(context, request)
  const { clientId, id: importId } = kept
  const { scope, secretary } = sessionOf(request)
  const back = tabPath(clientId, 'contacts')
  const decision = decisionSchema.safeParse(request.body).data
  if (decision?.do === 'stop') {
    await deleteImport(context.db, clientId, importId)
    return reply.redirect(back, 303)
  }
  if (!decision || decision.do === 'map') {
    await saveMapping(context.db, kept, mappingIn(request.body, kept))
    return reply.redirect(`${clientPath(clientId)}/contacts/import/${importId}`, 303)
  }
  const badRows = decision.do === 'skip' ? 'skip' : 'stop'
  const { others } = decision
  const imported = await importContacts(context, { clientId, importId, actor: scope.actor, others, badRows })
  if (imported.kind !== 'imported')
    return showPreview(context, request, reply, t(secretary.language, 'setup.contacts.notImported'))
  const { created, changed, removed } = imported.counts
  return reply.redirect(`${back}?created=${created}&changed=${changed}&removed=${removed}`, 303)
}

const columnSchema = z.enum(['key', 'name', 'company', 'numbers', 'email', 'tags', 'executive']).catch('key')

function mappingIn(body: unknown, { mapping }: KeptImport): string[] {
  const sent = z.record(z.string(), z.unknown()).catch({}).parse(body)
  return mapping.slice(0, mostColumns).map((_, index) => {
    const chosen = sent[`column.${index}`]
    return typeof chosen === 'string' && chosen !== '' ? columnSchema.parse(chosen) : ''
  })
}
