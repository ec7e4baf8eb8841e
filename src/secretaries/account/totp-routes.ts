import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { confirmPassword } from '../choose-password.ts'
import { confirmAgain, hasNoneToGive } from '../confirm-again.ts'
import { findSecretary, type SecretaryRow } from '../find-secretary.ts'
import { confirmTotp, dropTotp, renewRecoveryCodes, startTotp, waitingSecret } from '../set-up-totp.ts'
import { totpAddress } from '../totp.ts'
import { sendAccount } from './account-routes.ts'
import { recoveryCodesPage, totpPage, type Wrong } from './totp-pages.ts'

type TotpContext = Pick<Context, 'config' | 'db' | 'now'>

const field = z.string().max(1000).catch('')
const codeSchema = z.object({ code: field })
const currentSchema = z.object({ current: field })
const early = { config: { beforeTotp: true } } as const

/** Her second step: begun, begun anew, taken away and renewed only with her password; it counts from the first code. */
export async function totpRoutes(app: FastifyInstance, context: TotpContext): Promise<void> {
  app.get('/account/totp', early, (request, reply) => sendSetUp(request, reply, null))

  app.post('/account/totp/start', early, async (request, reply) => {
    const { id } = sessionOf(request).secretary
    const { current } = currentSchema.parse(request.body ?? {})
    if (!(await confirmAgain(context, id, current))) return sendSetUp(request, reply, 'password')
    await startTotp(context, id)
    return reply.redirect('/console/account/totp', 303)
  })

  app.post('/account/totp/confirm', early, async (request, reply) => {
    const { code } = codeSchema.parse(request.body ?? {})
    const codes = await confirmTotp(context, sessionOf(request).secretary.id, code)
    if (codes === 'wrongCode') return sendSetUp(request, reply, 'code')
    return sendCodes(request, reply, codes)
  })

  app.post('/account/totp/codes', async (request, reply) => {
    const secretary = await confirmed(request)
    if (!secretary?.totpSince) return refuse(request, reply)
    return sendCodes(request, reply, await renewRecoveryCodes(context, secretary.id))
  })

  app.post('/account/totp/off', async (request, reply) => {
    const secretary = await confirmed(request)
    if (!secretary?.totpSince) return refuse(request, reply)
    await dropTotp(context, secretary.id, secretary.id)
    return reply.redirect('/console/account?done=totp', 303)
  })

  async function sendSetUp(request: FastifyRequest, reply: FastifyReply, wrong: Wrong) {
    const session = sessionOf(request)
    const secretary = await findSecretary(context.db, session.secretary.id)
    if (!secretary || secretary.totpSince) return reply.redirect('/console/account', 303)
    const secret = waitingSecret(context, secretary)
    const waiting = secret ? { secret, image: await draw(secret, secretary) } : null
    const asksPassword = !hasNoneToGive(context, secretary)
    const shown = { waiting, owed: session.owesTotp, asksPassword, wrong }
    return sendConsolePage(reply, wrong ? 422 : 200, totpPage(viewerOf(context, session), shown))
  }

  /** Her row, when the password that she gave again is right. */
  async function confirmed(request: FastifyRequest): Promise<SecretaryRow | null> {
    const { current } = currentSchema.parse(request.body ?? {})
    const secretary = await findSecretary(context.db, sessionOf(request).secretary.id)
    return secretary && (await confirmPassword(context, secretary, current)) ? secretary : null
  }

  const refuse = (request: FastifyRequest, reply: FastifyReply) =>
    sendAccount(context, request, reply, { trouble: { of: 'totp', fault: 'wrongPassword' } })

  const sendCodes = (request: FastifyRequest, reply: FastifyReply, codes: readonly string[]) =>
    sendConsolePage(reply, 200, recoveryCodesPage(viewerOf(context, sessionOf(request)), codes))
}

/** As a `data:` address: the page's policy lets images come from nowhere else, and the secret reaches no other host. */
async function draw(secret: string, { email }: SecretaryRow): Promise<string> {
  const svg = await QRCode.toString(totpAddress(secret, email), { type: 'svg', margin: 1 })
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}
