import type { FastifyInstance } from 'fastify'
import { degrade, goOnAtVoicemail } from '../calls/degrade.ts'
import { speak } from '../calls/routes.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { orSpool } from '../spool/or-spool.ts'
import { spoolEntry } from '../spool/spool-entry.ts'
import { recordIncident } from './record-incident.ts'
import { replyTwiml } from './twiml.ts'
import { callArrived, fallback, textReceived } from './webhooks.ts'

/** Where the exchange turns when our answer to a call or text failed: noted, and answered from memory. */
export async function fallbackRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.post('/fallback', async (request, reply) => {
    const at = context.now()
    const { messageSid, isUnderWay, ...failed } = fallback.parse(request.body)
    context.log.error({ event: 'exchange.fallback', errorCode: failed.errorCode })
    const noted = noteIncident(context, { id: newId(), ...failed }, at)
    if (messageSid) {
      const received = textReceived.parse(request.body)
      await Promise.all([noted, spoolEntry(context, { kind: 'text', at: at.toISOString(), received })])
      return reply.type('text/xml; charset=utf-8').send(replyTwiml(null))
    }
    const arrived = callArrived.parse(request.body)
    const answer = isUnderWay
      ? goOnAtVoicemail(context, arrived)
      : await degrade(context, arrived, new Error('the exchange fell back'))
    await noted
    return speak(reply, answer)
  })
}

const noteIncident = (context: Context, incident: Parameters<typeof recordIncident>[1], at: Date) =>
  orSpool(context, { kind: 'incident', at: at.toISOString(), incident }, async () => {
    await recordIncident(context, incident, at)
    return true
  })
