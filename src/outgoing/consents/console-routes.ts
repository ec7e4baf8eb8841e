import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isDate } from '../../agenda/local-moment.ts'
import { rowNumber } from '../../calls/routes.ts'
import { type ContactKey, findContact } from '../../clients/contacts/find-contact.ts'
import { sessionOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { t } from '../../i18n/text.ts'
import { localTime } from '../../rules/local-time.ts'
import { markBusiness, markPerson, noteConsent, withdrawConsent } from './change-consents.ts'

const contactParams = z.object({ clientId: rowNumber, contactId: z.uuid() })
const consentSchema = z.object({
  givenBy: z.string().trim().min(1).max(200),
  givenOn: z.string().refine(isDate),
  how: z.string().trim().min(1).max(500),
})
const kindSchema = z.object({ kind: z.enum(['business', 'person']).catch('person') })
const withdrawnSchema = z.object({ consentId: z.uuid() })

/** What a contact's page asks for about prospecting him. */
export async function contactConsentRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const address = '/contacts/:clientId/:contactId'
  app.post(`${address}/consents`, async (request, reply) => {
    const { scope, secretary } = sessionOf(request)
    const key = await open(context, request)
    const consent = consentSchema.safeParse(request.body).data
    const timeZone = context.directory.client(key.clientId)?.hours.timeZone ?? 'Europe/Paris'
    if (!consent || consent.givenOn > localTime(context.now(), timeZone).today.date)
      throw new AppError(422, 'badForm', t(secretary.language, 'consent.bad'))
    await noteConsent(context, scope, key, consent)
    return back(reply, key)
  })

  app.post(`${address}/consents/withdrawn`, async (request, reply) => {
    const key = await open(context, request)
    const withdrawn = withdrawnSchema.safeParse(request.body).data
    if (!withdrawn) throw new AppError(400, 'badForm', 'expected the id of a consent')
    await withdrawConsent(context, sessionOf(request).scope, key, withdrawn.consentId)
    return back(reply, key)
  })

  app.post(`${address}/kind`, async (request, reply) => {
    const key = await open(context, request)
    const mark = kindSchema.parse(request.body).kind === 'business' ? markBusiness : markPerson
    await mark(context, sessionOf(request).scope, key)
    return back(reply, key)
  })
}

/** Before anything that was filled in is looked at. */
async function open({ db }: Context, request: FastifyRequest): Promise<ContactKey> {
  const key = contactParams.safeParse(request.params).data
  if (!key || !(await findContact(db, sessionOf(request).scope, key)))
    throw new AppError(404, 'notFound', 'a contact that is not there or not hers')
  return key
}

const back = (reply: FastifyReply, { clientId, contactId }: ContactKey) =>
  reply.redirect(`/console/contacts/${clientId}/${contactId}`, 303)
