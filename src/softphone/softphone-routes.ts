import type { FastifyInstance } from 'fastify'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import { pageHeaders } from '../console/page-frame.ts'
import type { Context } from '../context.ts'
import { softphoneAccount } from '../twilio/softphone-token.ts'
import { makeToken } from './make-token.ts'
import { softphonePage } from './softphone-pages.ts'

/** The window that is her telephone, and what it proves to the exchange with. */
export async function softphoneRoutes(
  app: FastifyInstance,
  context: Pick<Context, 'config' | 'now'>,
): Promise<void> {
  const { config } = context
  app.get('/softphone', (request, reply) => {
    const device = softphoneAccount(config) && deviceOf(config)
    if (!config.demo) reply.header('content-security-policy', withTheExchange)
    return sendConsolePage(reply, 200, softphonePage(viewerOf(context, sessionOf(request)), device))
  })
  app.get('/softphone/token', { config: { background: true } }, (request, reply) => {
    const made = makeToken(context, sessionOf(request).secretary.id)
    return made === 'none' ? reply.code(404).send() : reply.send(made)
  })
}

/** In the demo the simulator's. */
const deviceOf = ({ demo }: Pick<Context, 'config'>['config']): string =>
  demo ? '/simulator/softphone-device.js' : '/assets/console/twilio-device.js'

/** Signalling, quality figures and the sounds of keys (twilio.com/docs/voice/sdks/javascript, "CSP"); this window only. */
const withTheExchange = pageHeaders['content-security-policy']
  .replace(
    "connect-src 'self'",
    "connect-src 'self' wss://voice-js.roaming.twilio.com https://eventgw.twilio.com https://sdk.twilio.com",
  )
  .replace("media-src 'self'", "media-src 'self' https://sdk.twilio.com")
