import { asc, eq } from 'drizzle-orm'
import { clients, lines } from '../../clients/tables.ts'
import { writeMoment } from '../../clients/until.ts'
import type { Context } from '../../context.ts'
import { t } from '../../i18n/text.ts'
import { inScope } from '../../scope.ts'
import type { Session } from '../../secretaries/session.ts'
import { numberText } from './desk-parts.ts'
import type { LogChoice } from './log-pages.ts'

/** Her clients by name; one that has several lines stands there once for each, as "4 +33199001001". */
export async function findLogChoices(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { scope, secretary: { language } }: Session,
): Promise<LogChoice[]> {
  const rows = await db
    .select({ clientId: clients.clientId, name: clients.name, hours: clients.hours, line: lines.number })
    .from(clients)
    .innerJoin(lines, eq(lines.clientId, clients.clientId))
    .where(inScope(scope, clients.clientId))
    .orderBy(asc(clients.name), asc(lines.key))
  const byClient = Map.groupBy(rows, ({ clientId }) => clientId)
  return [...byClient.values()].flatMap((ofClient) =>
    ofClient.map(({ clientId, name, hours: { timeZone }, line }) => ({
      ...{ now: writeMoment(now(), timeZone), timeZone },
      ...(ofClient.length === 1
        ? { value: String(clientId), name }
        : {
            value: `${clientId} ${line}`,
            name: t(language, 'desk.logLine', { name, number: numberText(line) }),
          }),
    })),
  )
}
