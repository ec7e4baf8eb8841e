import { and, asc, eq, isNull } from 'drizzle-orm'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ContactFields } from '../clients/contacts/check-contact.ts'
import { deleteContact } from '../clients/contacts/delete-contact.ts'
import { type FoundContact, findContact } from '../clients/contacts/find-contact.ts'
import { saveContact } from '../clients/contacts/save-contact.ts'
import { clients, executives } from '../clients/tables.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { findConsents } from '../outgoing/consents/find-consents.ts'
import { formatNational, isPhoneNumber, parsePhoneNumber } from '../phone-number.ts'
import { inScope } from '../scope.ts'
import { type ContactProblem, contactPage } from './contact-pages.ts'
import { readPast } from './read-past.ts'

/** A contact's card: seen and changed by the client's secretaries, deleted by supervisors. */
export async function contactRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/contacts/:clientId/new', async (request, reply) => {
    const { number = '', name = '' } = z
      .object({ number: z.string().max(60).catch(''), name: z.string().max(400).catch('') })
      .parse(request.query)
    const known = parsePhoneNumber(number)
    const fields = { ...noFields, name, numbers: known ? formatNational(known) : number }
    return show(context, request, reply, { status: 200, standing: null, fields, problem: null })
  })

  app.get('/contacts/:clientId/:contactId', async (request, reply) => {
    const standing = await open(context, request)
    return show(context, request, reply, { status: 200, standing, fields: fieldsOf(standing), problem: null })
  })

  app.post('/contacts/:clientId/new', (request, reply) => save(context, request, reply, null))
  app.post('/contacts/:clientId/:contactId', async (request, reply) =>
    save(context, request, reply, await open(context, request)),
  )

  app.post(
    '/contacts/:clientId/:contactId/delete',
    { config: { access: 'supervisor' } },
    async (request, reply) => {
      const { clientId, id: contactId } = await open(context, request)
      await deleteContact(context, sessionOf(request).scope, { clientId, contactId })
      return reply.redirect(`/console/contacts?client=${clientId}`, 303)
    },
  )
}

const noFields: ContactFields = { name: '', company: '', email: '', numbers: '', tags: '', executive: '' }

const fieldsOf = ({ contact }: FoundContact): ContactFields => ({
  name: contact.name,
  company: contact.company ?? '',
  email: contact.email ?? '',
  numbers: contact.numbers.map((one) => (isPhoneNumber(one) ? formatNational(one) : one)).join('\n'),
  tags: contact.tags.join(' '),
  executive: contact.executive ?? '',
})

const clientSchema = z.object({
  clientId: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
})
const keySchema = clientSchema.extend({ contactId: z.uuid() })

async function open(context: Context, request: FastifyRequest): Promise<FoundContact> {
  const key = keySchema.safeParse(request.params).data
  const found = key ? await findContact(context.db, sessionOf(request).scope, key) : null
  if (!found) throw new AppError(404, 'notFound', 'a contact that is not there or not hers')
  return found
}

const word = (max: number) => z.string().max(max)
const formSchema = z.object({
  seen: word(60),
  name: word(12_000),
  company: word(12_000),
  email: word(1_000),
  numbers: word(4_000),
  tags: word(4_000),
  executive: word(100),
})

async function save(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  standing: FoundContact | null,
) {
  const { scope } = sessionOf(request)
  const client = clientSchema.safeParse(request.params).data
  const form = formSchema.safeParse(request.body).data
  if (!client || !scope.clientIds.includes(client.clientId))
    throw new AppError(404, 'notFound', 'no such client')
  if (!form) throw new AppError(400, 'badForm', 'expected the fields of a contact')
  const { seen, ...fields } = form
  const contactId = standing?.id ?? null
  const saved = await saveContact(context, scope, { ...client, contactId, fields, seen: contactId && seen })
  if (saved.kind === 'saved')
    return reply.redirect(`/console/contacts/${client.clientId}/${saved.contactId}`, 303)
  const status = saved.kind === 'wrong' ? 422 : 409
  return show(context, request, reply, { status, standing, fields, problem: saved })
}

type Shown = {
  readonly status: number
  readonly standing: FoundContact | null
  readonly fields: ContactFields
  readonly problem: ContactProblem | null
}

async function show(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { status, ...shown }: Shown,
) {
  const session = sessionOf(request)
  const { clientId = 0 } = clientSchema.safeParse(request.params).data ?? {}
  const [client] = await context.db
    .select({ name: clients.name })
    .from(clients)
    .where(and(inScope(session.scope, clients.clientId), eq(clients.clientId, clientId)))
  if (!client) throw new AppError(404, 'notFound', 'a client that is not there or not hers')
  const theirs = await context.db
    .select({ id: executives.key, name: executives.name })
    .from(executives)
    .where(
      and(
        inScope(session.scope, executives.clientId),
        eq(executives.clientId, clientId),
        isNull(executives.leftAt),
      ),
    )
    .orderBy(asc(executives.name))
  const known = shown.standing && (await readKnown(context, shown.standing))
  const form = { ...shown, clientId, clientName: client.name, executives: theirs }
  return sendConsolePage(reply, status, contactPage(viewerOf(context, session), form, known))
}

async function readKnown({ db }: Context, standing: FoundContact) {
  const key = { clientId: standing.clientId, contactId: standing.id }
  const [past, consents] = await Promise.all([readPast(db, standing), findConsents(db, key)])
  return { past, consents }
}
