import type { ExchangeAccount } from './account.ts'
import type { Expected, Finding } from './compare-account.ts'
import type { AccountAccess } from './exchange-account.ts'
import { wantedApplication, wantedNumber } from './wanted.ts'

/** Mends one finding at the exchange; answers what its person has to put into the settings now, if anything. */
export async function mendFinding(
  access: AccountAccess,
  account: ExchangeAccount,
  { publicUrl }: Pick<Expected, 'publicUrl'>,
  finding: Finding,
): Promise<string | null> {
  switch (finding.kind) {
    case 'number': {
      const found = account.numbers.find(({ sid }) => sid === finding.sid)
      if (found) await access.setNumber(found.sid, wantedNumber(found, publicUrl))
      return null
    }
    case 'application': {
      const found = account.applications.find(({ sid }) => sid === finding.sid)
      await access.setApplication(finding.sid, wantedApplication(found ?? null, publicUrl))
      return null
    }
    case 'createApplication':
      return `TWILIO_APP_SID=${(await access.createApplication(wantedApplication(null, publicUrl))).sid}`
    case 'createKey': {
      const { sid, secret } = await access.createKey()
      return `TWILIO_API_KEY=${sid}\nTWILIO_API_SECRET=${secret}`
    }
    default:
      return null
  }
}
