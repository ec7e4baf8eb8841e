import type { Twilio } from 'twilio'
import type { Config } from '../../config.ts'
import { openClient } from '../open-client.ts'
import {
  type ApplicationFields,
  applicationFields,
  type ExchangeAccount,
  type NumberFields,
  numberFields,
} from './account.ts'
import { applicationName } from './wanted.ts'

/** The account at the exchange, read and set. Every call throws the SDK's error when the exchange refuses or is away. */
export type AccountAccess = {
  read(): Promise<ExchangeAccount>
  setNumber(sid: string, fields: NumberFields): Promise<void>
  setApplication(sid: string, fields: ApplicationFields): Promise<void>
  createApplication(fields: ApplicationFields): Promise<{ sid: string }>
  /** The secret is told this once. */
  createKey(): Promise<{ sid: string; secret: string }>
}

/** Anew for each list: the SDK writes into what it is given. */
const most = () => ({ limit: 5_000, pageSize: 1_000 })

export function openAccount(config: Pick<Config, 'twilio'>): AccountAccess {
  const client = openClient(config)
  return {
    read: async () => readAccount(await client(), config.twilio.accountSid),
    async setNumber(sid, fields) {
      await (await client()).incomingPhoneNumbers(sid).update({ ...fields })
    },
    async setApplication(sid, fields) {
      await (await client()).applications(sid).update({ ...fields })
    },
    createApplication: async (fields) =>
      (await client()).applications.create({ ...fields, friendlyName: applicationName }),
    createKey: async () => (await client()).newKeys.create({ friendlyName: applicationName }),
  }
}

async function readAccount(client: Twilio, accountSid: string): Promise<ExchangeAccount> {
  const [account, numbers, applications] = await Promise.all([
    client.api.v2010.accounts(accountSid).fetch(),
    client.incomingPhoneNumbers.list(most()),
    client.applications.list(most()),
  ])
  return {
    status: account.status,
    isTrial: account.type === 'Trial',
    numbers: numbers.map((found) => ({
      sid: found.sid,
      number: found.phoneNumber,
      speaks: found.capabilities.voice,
      texts: found.capabilities.sms,
      fields: numberFields.parse(found),
    })),
    applications: applications.map((found) => ({
      sid: found.sid,
      name: found.friendlyName,
      fields: applicationFields.parse(found),
    })),
  }
}
