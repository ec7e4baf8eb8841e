import { z } from 'zod'

/** What the exchange's account holds, as far as it decides whether calls and texts reach us. */
export type ExchangeAccount = {
  /** `active`, `suspended`, `closed`. */
  readonly status: string
  /** A trial account rings only numbers that it has verified, and speaks before we do. */
  readonly isTrial: boolean
  readonly numbers: readonly AccountNumber[]
  readonly applications: readonly Application[]
}

export type AccountNumber = {
  readonly sid: string
  readonly number: string
  readonly speaks: boolean
  readonly texts: boolean
  readonly fields: NumberFields
}

/** What a browser's softphone rings. */
export type Application = {
  readonly sid: string
  readonly name: string
  readonly fields: ApplicationFields
}

/** The exchange says null for what is not set, and takes an empty text to clear it. */
const field = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

/** An application or a trunk takes precedence over the addresses beside it. */
export const numberFields = z.object({
  voiceUrl: field,
  voiceMethod: field,
  voiceFallbackUrl: field,
  voiceFallbackMethod: field,
  statusCallback: field,
  statusCallbackMethod: field,
  smsUrl: field,
  smsMethod: field,
  smsFallbackUrl: field,
  smsFallbackMethod: field,
  voiceApplicationSid: field,
  smsApplicationSid: field,
  trunkSid: field,
})
export type NumberFields = Readonly<z.output<typeof numberFields>>

export const applicationFields = z.object({
  voiceUrl: field,
  voiceMethod: field,
  voiceFallbackUrl: field,
  voiceFallbackMethod: field,
})
export type ApplicationFields = Readonly<z.output<typeof applicationFields>>
