import formbody from '@fastify/formbody'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { recordAct } from '../../../acts/record-act.ts'
import type { Context } from '../../../context.ts'
import { isNonce, makeNonce } from '../../../links/nonce.ts'
import { readAddress } from '../../../links/open-link.ts'
import { sendPage, servePages } from '../../../links/page-plugin.ts'
import { closedLinkPage } from '../../../links/pages.ts'
import { isStanding } from '../../states.ts'
import { acceptAsCaller, askAsCaller, cancelAsCaller, refuseAsCaller } from './answer-as-caller.ts'
import { type CallerViewing, callerAppointmentPage } from './caller-pages.ts'
import { offerPage } from './offer-pages.ts'
import { type CallerLink, openCallerLink } from './open-caller-link.ts'
import { writeCallerEvent } from './write-caller-event.ts'

type Needs = Pick<Context, 'config' | 'db' | 'jobs' | 'live' | 'log' | 'now'>
type Link = { Params: { clientId: string; token: string } }

const choices = ['accept', 'refuse', 'cancel', 'ask'] as const
type Choice = (typeof choices)[number]

const field = z.string().max(2_000).catch('')
const formSchema = z
  .object({ nonce: field, choice: field, words: field })
  .catch({ nonce: '', choice: '', words: '' })

/** What callers open from texts and mails. GET changes nothing: scanners open links too. */
export async function callerRoutes(app: FastifyInstance, context: Needs): Promise<void> {
  servePages(app, context)
  await app.register(formbody, { bodyLimit: 16 * 1024 })

  app.get<Link>('/r/:clientId/:token', async ({ method, params }, reply) => {
    const link = await openCallerLink(context, readAddress(params))
    if (!link) return sendPage(reply, 404, closedLinkPage())
    if (method === 'GET') await recordReading(link)
    return sendPage(reply, 200, pageOf(link, null))
  })

  app.get<Link>('/r/:clientId/:token/rdv.ics', async ({ params }, reply) => {
    const link = await openCallerLink(context, readAddress(params))
    if (!link || !isStanding(link.found.appointment.state)) return sendPage(reply, 404, closedLinkPage())
    reply.header('content-disposition', 'attachment; filename="rdv.ics"')
    return reply.type('text/calendar; charset=utf-8').send(writeCallerEvent(link.found))
  })

  app.post<Link>('/r/:clientId/:token', async ({ params, body }, reply) => {
    const link = await openCallerLink(context, readAddress(params))
    if (!link) return sendPage(reply, 404, closedLinkPage())
    const { nonce, choice, words } = formSchema.parse(body)
    const known = choices.find((one) => one === choice)
    if (!known || !isNonce(context.config, link, nonce, context.now()))
      return sendPage(reply, 403, pageOf(link, 'stale'))
    const said = await take(link, known, words)
    if (said === null) return reply.redirect(`/r/${link.clientId}/${link.token}`, 303)
    const standing = (await openCallerLink(context, link)) ?? link
    return sendPage(reply, said === 'asked' ? 200 : 409, pageOf(standing, said))
  })

  async function take(link: CallerLink, choice: Choice, words: string): Promise<CallerViewing['said']> {
    switch (choice) {
      case 'accept':
        return acceptAsCaller(context, link)
      case 'refuse':
        return refuseAsCaller(context, link)
      case 'cancel':
        return cancelAsCaller(context, link)
      case 'ask':
        return askAsCaller(context, link, words)
      default:
        return choice satisfies never
    }
  }

  function pageOf(link: CallerLink, said: CallerViewing['said']) {
    const now = context.now()
    const viewing = { now, nonce: makeNonce(context.config, link, now), token: link.token, said }
    return link.offer ? offerPage(link, link.offer, viewing) : callerAppointmentPage(link, viewing)
  }

  const recordReading = ({ clientId, scope, found }: CallerLink) =>
    context.db.transaction((tx) =>
      recordAct(tx, {
        ...{ clientId, actor: scope.actor, verb: 'appointment.read', authority: 'link', at: context.now() },
        subject: { kind: 'appointment', id: found.appointment.id },
        ...{ before: null, after: null },
      }),
    )
}
