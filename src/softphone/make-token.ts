import type { Context } from '../context.ts'
import { softphoneAccount, softphoneToken } from '../twilio/softphone-token.ts'
import { identityOf } from './identity.ts'

/** Renewed by the page before it lapses; what was taken from a browser is of no use after an hour. */
const ttlSeconds = 3600

export type MadeToken = { readonly token: string; readonly seconds: number }

/** For her own softphone. `none`: this installation has no telephone in the console. */
export function makeToken({ config }: Pick<Context, 'config'>, secretaryId: string): MadeToken | 'none' {
  const account = softphoneAccount(config)
  if (!account) return 'none'
  return { token: softphoneToken(account, identityOf(secretaryId), ttlSeconds), seconds: ttlSeconds }
}
