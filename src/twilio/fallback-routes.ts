import type { FastifyInstance } from 'fastify'
import { patienceMs } from '../calls/answer-call.ts'
import { degrade } from '../calls/degrade.ts'
import { speak } from '../calls/routes.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { inTime } from '../in-time.ts'
import { exchangeIncidents } from './tables.ts'
import { replyTwiml } from './twiml.ts'
import { callArrived, fallback, textReceived } from './webhooks.ts'

/** Where the exchange turns when our answer to a call or text failed: noted, and answered from memory. */
export async function fallbackRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.post('/fallback', async (request, reply) => {
    const { messageSid, ...incident } = fallback.parse(request.body)
    context.log.error({ event: 'exchange.fallback', errorCode: incident.errorCode })
    await inTime(patienceMs, () => recordIncident(context, incident)).catch((err) =>
      context.log.error({ event: 'exchange.fallback_unrecorded', err }),
    )
    if (messageSid) {
      const received = textReceived.parse(request.body)
      await context.spool.append({ kind: 'text', at: context.now().toISOString(), received })
      return reply.type('text/xml; charset=utf-8').send(replyTwiml(null))
    }
    return speak(
      reply,
      await degrade(context, callArrived.parse(request.body), new Error('the exchange fell back')),
    )
  })
}

type Incident = Omit<typeof exchangeIncidents.$inferInsert, 'id' | 'at'>

async function recordIncident({ db, now }: Pick<Context, 'db' | 'now'>, incident: Incident): Promise<void> {
  await db.insert(exchangeIncidents).values({ id: newId(), at: now(), ...incident })
}
