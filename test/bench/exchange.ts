import Fastify from 'fastify'
import { createExchange } from '../../src/simulator/exchange.ts'
import { restRoutes } from '../../src/simulator/rest-routes.ts'
import { demoAccountSid } from '../../src/twilio-settings.ts'
import { findFreePort } from '../support/server-process.ts'
import { benchToken } from './requests.ts'

/** A text that the exchange took, in milliseconds since 1970. */
export type Taken = { to: string; at: number; status: string }

/**
 * The simulator's exchange in a process of its own, so that its work is not taken for ours: it checks what it is
 * given, carries texts at a real pace, and reports every station of each.
 */
const port = await findFreePort()
const apiUrl = `http://127.0.0.1:${port}`
const exchange = createExchange({
  accountSid: demoAccountSid,
  authToken: benchToken,
  apiUrl,
  pace: 'real',
})
const app = Fastify()
await app.register(restRoutes, { exchange })

process.on('message', (lines: string[] | 'taken') => {
  if (lines === 'taken') {
    const taken = exchange.messages.map(({ to, createdAt, status }) => ({
      to,
      at: createdAt.getTime(),
      status,
    }))
    process.send?.(taken satisfies Taken[])
    return
  }
  for (const number of lines) exchange.addLine({ number, voiceUrl: apiUrl, smsUrl: apiUrl })
})
process.on('disconnect', () => process.exit())
await app.listen({ port, host: '127.0.0.1' })
process.send?.({ apiUrl })
