import type { FastifyInstance } from 'fastify'
import { apiRoutes } from './api-routes.ts'
import { deviceRoutes } from './devices/device-routes.ts'
import type { Directory } from './directory.ts'
import type { Exchange } from './exchange.ts'
import type { Mailbox } from './mailbox.ts'
import { pageRoutes } from './page-routes.ts'
import { restRoutes } from './rest-routes.ts'

type SimulatorOptions = {
  exchange: Exchange
  mailbox?: Mailbox | null
  directory: Directory
  /** Where replies to the mails in the mailbox are sent; null where nothing takes them. */
  replySmtpUrl?: string | null
  /** How long a softphone may be without its stream before its calls hang up: 2 s. */
  goneAfterMs?: number
}

/**
 * The page at `/simulator`, what it does at `/simulator/api`, softphones at `/simulator/devices`, and Twilio's
 * interface at `/simulator/exchange/2010-04-01`.
 */
export async function simulatorRoutes(app: FastifyInstance, options: SimulatorOptions): Promise<void> {
  const { exchange, mailbox = null, directory, replySmtpUrl = null, goneAfterMs = 2_000 } = options
  await app.register(restRoutes, { prefix: '/simulator/exchange', exchange })
  await app.register(apiRoutes, { prefix: '/simulator/api', exchange, mailbox, replySmtpUrl })
  await app.register(deviceRoutes, { prefix: '/simulator/devices', exchange, goneAfterMs })
  await app.register(pageRoutes, {
    prefix: '/simulator',
    exchange,
    mailbox,
    directory,
    takesReplies: replySmtpUrl !== null,
  })
}
