import { and, asc, eq, isNull } from 'drizzle-orm'
import { clients, contactNumbers, contacts, executives, lines } from '../clients/tables.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/db.ts'
import type { Directory } from './directory.ts'
import { createExchange, type Exchange } from './exchange.ts'
import { type Mailbox, startMailbox } from './mailbox.ts'

type DemoExchange = { config: Config; exchange: Exchange; mailbox: Mailbox }

/** Stands in for Twilio and the mail server: in this process, on this port. Answers the settings that lead there. */
export async function startDemoExchange(config: Config): Promise<DemoExchange> {
  const apiUrl = config.twilio.apiUrl ?? `http://127.0.0.1:${config.port}/simulator/exchange`
  const mailbox = await startMailbox()
  const [authToken = ''] = config.twilio.authTokens
  const exchange = createExchange({
    accountSid: config.twilio.accountSid,
    authToken,
    apiUrl,
    ...(config.twilio.apiKey ? { apiKeys: [config.twilio.apiKey] } : {}),
    pace: 'real',
    defaultBehaviour: { kind: 'byHand' },
    isLandline: (number) => number.startsWith('+331990080'),
  })
  return {
    exchange,
    mailbox,
    config: {
      ...config,
      twilio: { ...config.twilio, apiUrl },
      mail: { ...config.mail, smtpUrl: config.mail.smtpUrl ?? mailbox.smtpUrl },
    },
  }
}

/** Connects every line of the agency and its softphones, and says who stands on the simulator's page. */
export async function connectLines(
  db: Db,
  { publicUrl, twilio }: Config,
  exchange: Exchange,
): Promise<Directory> {
  const rows = await db
    .select({ number: lines.number, name: clients.name })
    .from(lines)
    .innerJoin(clients, eq(clients.clientId, lines.clientId))
    .orderBy(asc(lines.number))
    .limit(mostShown)
  for (const { number } of rows)
    exchange.addLine({
      number,
      voiceUrl: `${publicUrl}/twilio/voice`,
      smsUrl: `${publicUrl}/twilio/sms`,
      statusCallback: `${publicUrl}/twilio/voice-status`,
      voiceFallbackUrl: `${publicUrl}/twilio/fallback`,
      smsFallbackUrl: `${publicUrl}/twilio/fallback`,
    })
  if (twilio.appSid !== null)
    exchange.addApplication({
      sid: twilio.appSid,
      voiceUrl: `${publicUrl}/twilio/softphone`,
      voiceFallbackUrl: `${publicUrl}/twilio/fallback`,
    })
  return { lines: rows, people: [...(await callers(db)), ...(await rungPeople(db))] }
}

const mostShown = 200

const callers = async (db: Db): Promise<Directory['people']> => {
  const rows = await db
    .select({ number: contactNumbers.number, name: contacts.name })
    .from(contacts)
    .innerJoin(
      contactNumbers,
      and(eq(contactNumbers.clientId, contacts.clientId), eq(contactNumbers.contactId, contacts.id)),
    )
    .orderBy(asc(contactNumbers.number))
    .limit(mostShown)
  return rows.map((row) => ({ ...row, role: 'caller' as const }))
}

/** One mobile may serve two clients: it is one telephone. */
async function rungPeople(db: Db): Promise<Directory['people']> {
  const rows = await db
    .select({ number: executives.mobile, name: executives.name })
    .from(executives)
    .where(isNull(executives.leftAt))
    .orderBy(asc(executives.mobile))
    .limit(mostShown)
  const byNumber = new Map(rows.flatMap(({ number, name }) => (number ? ([[number, name]] as const) : [])))
  return [...byNumber].map(([number, name]) => ({ number, name, role: 'executive' as const }))
}
