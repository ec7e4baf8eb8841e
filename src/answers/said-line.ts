import { and, eq } from 'drizzle-orm'
import { clients, executives } from '../clients/tables.ts'
import { t } from '../i18n/text.ts'
import { messages } from '../messages/tables.ts'
import { formatNational, isPhoneNumber } from '../phone-number.ts'
import { singleLine } from '../plain-text.ts'
import type { Answering } from './answering.ts'
import type { Line } from './find-line.ts'
import type { SaidLine } from './reply.ts'

type Told = Pick<Line, 'number' | 'clientId' | 'messageId' | 'executiveId'>

/** How an echo speaks of a line: by its number, and by who called where texts may say that. */
export async function saidLine({ tx, executive }: Answering, line: Told): Promise<SaidLine> {
  const { clientId, messageId, executiveId, number } = line
  const [found] = await tx
    .select({ message: messages, health: clients.health, choices: executives.choices })
    .from(messages)
    .innerJoin(clients, eq(clients.clientId, messages.clientId))
    .innerJoin(executives, and(eq(executives.clientId, messages.clientId), eq(executives.id, executiveId)))
    .where(and(eq(messages.clientId, clientId), eq(messages.id, messageId)))
  if (!found || found.health || found.choices.carries === 'link') return { number, who: null }
  const { callerName, callbackNumber } = found.message
  const callerNumber = callbackNumber ?? found.message.callerNumber
  if (callerName) return { number, who: singleLine(callerName, 40) }
  if (callerNumber && isPhoneNumber(callerNumber)) return { number, who: formatNational(callerNumber) }
  return { number, who: t(executive.language, 'sms.echoWithheld') }
}
