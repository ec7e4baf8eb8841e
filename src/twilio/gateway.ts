import type { Config } from '../config.ts'
import type { Failure } from '../deliveries/failures.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { type FetchedFile, fetchFile } from './fetch-file.ts'
import {
  type ExchangeCall,
  type ExchangeRecording,
  type ExchangeText,
  toCall,
  toRecording,
  toText,
} from './listed.ts'
import { createLiveGateway, type LiveGateway } from './live-gateway.ts'
import { credentials, openClient } from './open-client.ts'
import { codeOf, readFailure, statusOf } from './read-failure.ts'
import { createRecordingGateway, type RecordingGateway } from './recording-gateway.ts'

/**
 * The one way to the exchange's REST side. Expected failures are returned, not thrown.
 * `refused`: definitely not done. `uncertain`: it may have been done; look before doing it again.
 */
export type Gateway = LiveGateway &
  RecordingGateway & {
    sendText(text: OutgoingText): Promise<SendResult>
    createCall(call: OutgoingCall): Promise<SendResult>
    /** The calls that we placed to one number at or after `since`, newest first. */
    findPlacedCalls(search: { to: string; from: string; since: Date }): Promise<Listed<ExchangeCall>>
    /** The texts to one number that the exchange made at or after `since`, newest first. */
    findSentTexts(search: { to: string; from: string; since: Date }): Promise<Listed<ExchangeText>>
    /** Reconciliation: what the exchange knows since an instant, whether or not its webhooks reached us. */
    listCalls(period: { since: Date }): Promise<Listed<ExchangeCall>>
    listTexts(period: { since: Date }): Promise<Listed<ExchangeText>>
    listRecordings(period: { since: Date }): Promise<Listed<ExchangeRecording>>
    /** One call, or none, as a list. */
    findCall(callSid: string): Promise<Listed<ExchangeCall>>
    findRecordings(callSid: string): Promise<Listed<ExchangeRecording>>
    fetchRecording(recordingSid: string): Promise<FetchedFile>
    /** Safe to repeat: an absent recording is a deleted one. */
    deleteRecording(recordingSid: string): Promise<'deleted' | 'away'>
    fetchMedia(url: string): Promise<FetchedFile>
  }

type OutgoingText = {
  /** A number of ours, or a name of up to 11 characters that nobody can answer. */
  readonly from: string
  readonly to: PhoneNumber
  readonly body: string
  readonly statusCallback: string
}

export type OutgoingCall = {
  readonly from: PhoneNumber
  readonly to: PhoneNumber
  /** Asked for TwiML once she picks up. */
  readonly url: string
  readonly statusCallback: string
  /** The exchange adds about five. */
  readonly ringSeconds: number
}

export type SendResult =
  | { readonly kind: 'sent'; readonly id: string; readonly segments: number | null }
  | {
      readonly kind: 'refused'
      readonly permanent: boolean
      readonly code: string
      readonly failure: Failure
    }
  | { readonly kind: 'uncertain'; readonly code: string }

export type Listed<T> = { kind: 'listed'; items: T[] } | { kind: 'away'; code: string }

/** Some hours of a large agency. */
const listed = { limit: 50_000, pageSize: 1_000 }
const megabyte = 1_000_000
/** Three minutes as the exchange's WAV are 3 MB. */
const recordingLimit = 20 * megabyte
const mediaLimit = 5 * megabyte

export function createGateway(config: Pick<Config, 'twilio'>): Gateway {
  const { accountSid, apiUrl } = config.twilio
  const { user, password } = credentials(config)
  const client = openClient(config)
  const base = apiUrl ?? 'https://api.twilio.com'
  const recordingUrl = (sid: string, ending: string) =>
    `${base.replace(/\/+$/, '')}/2010-04-01/Accounts/${accountSid}/Recordings/${sid}${ending}`
  const source = { credentials: `${user}:${password}`, apiUrl: base }
  const audio = { ...source, maxBytes: recordingLimit, types: /^audio\// }
  return {
    ...createLiveGateway(client, send),
    ...createRecordingGateway(client),
    sendText: ({ from, to, body, statusCallback }) =>
      send(async () => {
        const made = await (await client()).messages.create({ from, to, body, statusCallback })
        return { kind: 'sent', id: made.sid, segments: Number(made.numSegments) || null }
      }),
    createCall: ({ from, to, url, statusCallback, ringSeconds }) =>
      send(async () => {
        const events = { statusCallbackMethod: 'POST', statusCallbackEvent: ['initiated', 'completed'] }
        const wanted = { from, to, url, method: 'POST', statusCallback, ...events, timeout: ringSeconds }
        return { kind: 'sent', id: (await (await client()).calls.create(wanted)).sid, segments: null }
      }),
    findPlacedCalls: ({ to, from, since }) =>
      list(async () => {
        // Not filtered by start: a call still queued has none.
        const found = await (await client()).calls.list({ to, from, limit: 200 })
        return found
          .filter((call) => call.direction === 'outbound-api' && call.dateCreated >= since)
          .map(toCall)
      }),
    findSentTexts: ({ to, from, since }) =>
      list(async () => {
        // Not filtered by date sent: a text still queued has none.
        const found = await (await client()).messages.list({ to, from, limit: 200 })
        return found.filter((text) => text.dateCreated >= since).map(toText)
      }),
    listCalls: ({ since }) =>
      list(async () => (await (await client()).calls.list({ startTimeAfter: since, ...listed })).map(toCall)),
    listTexts: ({ since }) =>
      list(async () =>
        (await (await client()).messages.list({ dateSentAfter: since, ...listed })).map(toText),
      ),
    listRecordings: ({ since }) =>
      list(async () =>
        (await (await client()).recordings.list({ dateCreatedAfter: since, ...listed })).map(toRecording),
      ),
    findCall: (callSid) =>
      list(async () => {
        try {
          return [toCall(await (await client()).calls(callSid).fetch())]
        } catch (error) {
          if (statusOf(error) === 404) return []
          throw error
        }
      }),
    findRecordings: (callSid) =>
      list(async () => (await (await client()).recordings.list({ callSid, ...listed })).map(toRecording)),
    // mp3 is an eighth of the size and plays on every telephone; an exchange that has none offers WAV.
    async fetchRecording(recordingSid) {
      const compressed = await fetchFile(recordingUrl(recordingSid, '.mp3'), audio)
      return compressed.kind === 'gone' ? fetchFile(recordingUrl(recordingSid, '.wav'), audio) : compressed
    },
    async deleteRecording(recordingSid) {
      try {
        await (await client()).recordings(recordingSid).remove()
        return 'deleted'
      } catch (error) {
        return statusOf(error) === 404 ? 'deleted' : 'away'
      }
    },
    fetchMedia: (url) =>
      fetchFile(url, { ...source, maxBytes: mediaLimit, types: /^(?:audio|image)\/(?!svg)/ }),
  }
}

async function send(create: () => Promise<SendResult>): Promise<SendResult> {
  try {
    return await create()
  } catch (error) {
    return readFailure(error)
  }
}

async function list<T>(read: () => Promise<T[]>): Promise<Listed<T>> {
  try {
    return { kind: 'listed', items: await read() }
  } catch (error) {
    return { kind: 'away', code: codeOf(error) }
  }
}
