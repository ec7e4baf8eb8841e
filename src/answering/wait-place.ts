import { stepUrlOf } from '../calls/call-place.ts'
import type { Client } from '../clients/client.ts'
import type { Config } from '../config.ts'
import type { WaitPlace } from './compose-wait.ts'
import { musicUrlOf } from './music.ts'

export const waitPlaceOf = (
  config: Pick<Config, 'publicUrl'>,
  client: Client,
  callId: string,
): WaitPlace => ({
  client,
  stepUrl: stepUrlOf(config, client.clientId, callId),
  musicUrl: musicUrlOf(config),
})
