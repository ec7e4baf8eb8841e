import type { Client } from '../clients/client.ts'
import type { Config } from '../config.ts'
import type { CallPlace, CallStep } from './answer.ts'

/** Addresses of a call's steps; each names client and call, so that no step has to guess. */
export const stepUrlOf =
  ({ publicUrl }: Pick<Config, 'publicUrl'>, clientId: number, callId: string): CallPlace['stepUrl'] =>
  (step: CallStep) =>
    step === 'recording' || step === 'conference'
      ? `${publicUrl}/twilio/${step}/${clientId}/${callId}`
      : `${publicUrl}/twilio/voice/${clientId}/${callId}/${step}`

export const placeOf = (config: Pick<Config, 'publicUrl'>, client: Client, callId: string): CallPlace => ({
  client,
  stepUrl: stepUrlOf(config, client.clientId, callId),
})
