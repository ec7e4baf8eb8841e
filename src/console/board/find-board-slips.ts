import { and, eq, gt, notExists, type SQL, sql } from 'drizzle-orm'
import type { AlertStep } from '../../alerts/tables.ts'
import { alerts } from '../../alerts/tables.ts'
import { clients, executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import type { DeliveryState } from '../../deliveries/states.ts'
import { deliveries } from '../../deliveries/tables.ts'
import { acknowledgements, messages } from '../../messages/tables.ts'
import { inView } from './view.ts'

const shownForMs = 12 * 60 * 60_000
const most = 30

/** How far a slip has come on its way to one person. Instants as the database writes them in JSON. */
export type SlipWay = {
  readonly state: DeliveryState
  readonly channel: 'sms' | 'email' | 'call'
  readonly failure: string | null
  readonly dueAt: string | null
}

/** With whom an urgent slip is now. */
export type SlipAlert = { readonly step: AlertStep; readonly executive: string }

export type BoardSlip = Awaited<ReturnType<ReturnType<typeof prepareBoardSlips>>>[number]

/** Slips of today that nobody has acknowledged: urgent ones first, then the newest. */
export function prepareBoardSlips(db: Db) {
  const urgent = slipsWhere(db, sql`${messages.urgency} = 'urgent'`).prepare('board_slips_urgent')
  const ordinary = slipsWhere(db, sql`${messages.urgency} = 'ordinary'`).prepare('board_slips_ordinary')
  return async (clientIds: readonly number[], now: Date) => {
    const values = { clientIds, since: new Date(now.getTime() - shownForMs).toISOString() }
    const found = await Promise.all([urgent.execute(values), ordinary.execute(values)])
    return found.flat().slice(0, most)
  }
}

/** The newest of one urgency, which an index finds without looking at all others of the day. */
function slipsWhere(db: Db, urgency: SQL) {
  return (
    db
      .select({
        clientId: messages.clientId,
        id: messages.id,
        kind: messages.kind,
        client: clients.name,
        recipient: executives.name,
        urgency: messages.urgency,
        callerName: messages.callerName,
        callerNumber: messages.callerNumber,
        subject: messages.subject,
        createdAt: messages.createdAt,
        timeZone: sql<string>`${clients.hours}->>'timeZone'`,
        ways: sql<SlipWay[] | null>`(select json_agg(json_build_object('state', ${deliveries.state},
        'channel', ${deliveries.channel}, 'failure', ${deliveries.failure}, 'dueAt', ${deliveries.dueAt}))
        from ${deliveries} where ${deliveries.clientId} = ${messages.clientId}
        and ${deliveries.messageId} = ${messages.id} and ${deliveries.revision} = ${messages.revision})`,
        alert: sql<SlipAlert | null>`(select json_build_object('step', ${alerts.step}, 'executive', alerted.name)
        from ${alerts} join ${executives} alerted
        on alerted.client_id = ${alerts.clientId} and alerted.id = ${alerts.executiveId}
        where ${alerts.clientId} = ${messages.clientId} and ${alerts.messageId} = ${messages.id}
        and ${alerts.endedAt} is null order by ${alerts.startedAt} desc limit 1)`,
      })
      .from(messages)
      .innerJoin(clients, eq(clients.clientId, messages.clientId))
      .innerJoin(
        executives,
        and(eq(executives.clientId, messages.clientId), eq(executives.id, messages.recipientId)),
      )
      .where(
        and(
          urgency,
          inView(messages.clientId),
          gt(messages.createdAt, sql.placeholder('since')),
          notExists(
            db
              .select({ id: acknowledgements.messageId })
              .from(acknowledgements)
              .where(
                and(
                  eq(acknowledgements.clientId, messages.clientId),
                  eq(acknowledgements.messageId, messages.id),
                ),
              ),
          ),
        ),
      )
      // As the index has it.
      .orderBy(sql`${messages.createdAt} desc nulls last`)
      .limit(most)
  )
}
