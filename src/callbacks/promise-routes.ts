import { and, asc, eq, isNull } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { clients, executives } from '../clients/tables.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { findScopeClients } from '../deliveries/find-deliveries.ts'
import type { Session } from '../secretaries/session.ts'
import { readTimes } from './check-promise.ts'
import { addressOf } from './list-pages.ts'
import { promiseAtDesk } from './promise-at-desk.ts'
import { type PromiseForm, readPromiseForm } from './promise-form.ts'
import { promisePage, type WrongPromise } from './promise-pages.ts'
import { resolveWho } from './resolve-who.ts'

/** `/console/callbacks/new`: a secretary promises that somebody is rung back. */
export async function promiseRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/callbacks/new', async (request, reply) => {
    const form = readPromiseForm(request.query)
    return sendConsolePage(reply, 200, await page(context, sessionOf(request), form, {}))
  })
  app.post('/callbacks/new', async (request, reply) => {
    const session = sessionOf(request)
    const form = readPromiseForm(request.body)
    const read = await readPromise(context, session, form)
    if ('wrong' in read) return sendConsolePage(reply, 422, await page(context, session, form, read.wrong))
    const id = await promiseAtDesk(context, session.scope, read.promise)
    return reply.redirect(addressOf({ clientId: form.client, id }), 303)
  })
}

async function page(context: Context, session: Session, form: PromiseForm, wrong: WrongPromise) {
  const hers = await findScopeClients(context.db, session.scope)
  const [only] = hers
  const client = hers.length === 1 && only ? only.clientId : form.client
  const isHers = hers.some(({ clientId }) => clientId === client)
  const { id, name } = executives
  const people = await context.db
    .select({ id, name })
    .from(executives)
    .where(and(eq(executives.clientId, isHers ? client : 0), isNull(executives.leftAt)))
    .orderBy(asc(name))
  const shown = { form: { ...form, client }, clients: hers, executives: people, wrong }
  return promisePage(viewerOf(context, session), shown)
}

/** Everything that is wrong is said at once. */
async function readPromise({ db, now: clock }: Context, { scope }: Session, form: PromiseForm) {
  const now = clock()
  const [client] = scope.clientIds.includes(form.client)
    ? await db.select().from(clients).where(eq(clients.clientId, form.client))
    : []
  if (!client) return { wrong: { client: 'none' } satisfies WrongPromise }
  const who = await resolveWho(db, client, form.pick || form.who)
  const times = readTimes(form, client.hours.timeZone, now)
  if ('problem' in who || 'problem' in times) {
    const wrong: WrongPromise = {
      ...('problem' in who && { who }),
      ...('problem' in times && { [times.field]: times.problem }),
    }
    return { wrong }
  }
  return { promise: { form, who, times } }
}
