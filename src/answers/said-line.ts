import { and, eq } from 'drizzle-orm'
import { appointments } from '../agenda/tables.ts'
import type { ExecutiveChoices } from '../clients/executive.ts'
import { clients, executives } from '../clients/tables.ts'
import { t } from '../i18n/text.ts'
import { messages } from '../messages/tables.ts'
import { formatNational, isPhoneNumber } from '../phone-number.ts'
import { singleLine } from '../plain-text.ts'
import type { Answering } from './answering.ts'
import type { Line } from './find-line.ts'
import type { SaidLine } from './reply.ts'

type Told = Pick<Line, 'number' | 'clientId' | 'subject' | 'executiveId'>

/** How an echo speaks of a line: by its number, and by who called where texts may say that. */
export async function saidLine(answering: Answering, line: Told): Promise<SaidLine> {
  const { number } = line
  const caller = await (line.subject.kind === 'message' ? callerOf : appointedOf)(answering, line)
  if (!caller || caller.health || caller.carries === 'link') return { number, who: null }
  if (caller.name) return { number, who: singleLine(caller.name, 40) }
  if (caller.number && isPhoneNumber(caller.number)) return { number, who: formatNational(caller.number) }
  return { number, who: t(answering.executive.language, 'sms.echoWithheld') }
}

type Caller = {
  readonly name: string | null
  readonly number: string | null
  readonly health: boolean
  readonly carries: ExecutiveChoices['carries']
}

async function callerOf({ tx }: Answering, { clientId, subject, executiveId }: Told): Promise<Caller | null> {
  const [found] = await tx
    .select({
      ...{
        name: messages.callerName,
        callbackNumber: messages.callbackNumber,
        number: messages.callerNumber,
      },
      ...{ health: clients.health, choices: executives.choices },
    })
    .from(messages)
    .innerJoin(clients, eq(clients.clientId, messages.clientId))
    .innerJoin(executives, and(eq(executives.clientId, messages.clientId), eq(executives.id, executiveId)))
    .where(and(eq(messages.clientId, clientId), eq(messages.id, subject.id)))
  if (!found) return null
  const { name, callbackNumber, number, health, choices } = found
  return { name, number: callbackNumber ?? number, health, carries: choices.carries }
}

async function appointedOf({ tx }: Answering, { clientId, subject }: Told): Promise<Caller | null> {
  const [found] = await tx
    .select({
      ...{ name: appointments.callerName, number: appointments.callerNumber },
      ...{ health: clients.health, choices: executives.choices },
    })
    .from(appointments)
    .innerJoin(clients, eq(clients.clientId, appointments.clientId))
    .innerJoin(
      executives,
      and(eq(executives.clientId, appointments.clientId), eq(executives.id, appointments.executiveId)),
    )
    .where(and(eq(appointments.clientId, clientId), eq(appointments.id, subject.id)))
  return found ? { ...found, carries: found.choices.carries } : null
}
