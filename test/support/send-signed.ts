import { randomUUID } from 'node:crypto'
import type { AgencyRig } from './agency-rig.ts'
import { formOf, formType, signatureOf } from './signed-form.ts'

/** One webhook as the exchange sends it, each time under another idempotency token. */
export function sendSigned(
  { app, context: { config } }: Pick<AgencyRig, 'app' | 'context'>,
  path: string,
  more: Readonly<Record<string, string>>,
) {
  const fields = { AccountSid: config.twilio.accountSid, ...more }
  const [token = ''] = config.twilio.authTokens
  return app.inject({
    method: 'POST',
    url: path,
    payload: formOf(fields),
    headers: {
      'content-type': formType,
      'x-twilio-signature': signatureOf(token, config.publicUrl + path, fields),
      'i-twilio-idempotency-token': randomUUID(),
    },
  })
}
