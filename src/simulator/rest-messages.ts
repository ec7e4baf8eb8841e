import { done, notFound, type RestAnswer, refused } from './rest-answer.ts'
import { accountPath, messageJson } from './rest-json.ts'
import { isWithin, pageOf } from './rest-page.ts'
import { sendMessage } from './send-message.ts'
import type { Switchboard } from './switchboard.ts'

export function createMessage(board: Switchboard, form: URLSearchParams): RestAnswer {
  const sent = sendMessage(board, {
    direction: 'outbound-api',
    from: form.get('From'),
    to: form.get('To') ?? '',
    body: form.get('Body') ?? '',
    mediaUrls: form.getAll('MediaUrl'),
    statusCallback: form.get('StatusCallback'),
    messagingServiceSid: form.get('MessagingServiceSid'),
  })
  if ('code' in sent) return refused(sent.status, sent.code, sent.message)
  return done(messageJson(board, sent), 201)
}

export function listMessages(board: Switchboard, query: Record<string, string>): RestAnswer {
  const found = [...board.messages.values()]
    .filter(({ to, from }) => (!query.To || query.To === to) && (!query.From || query.From === from))
    .filter(({ sentAt }) => isWithin(sentAt, query, 'DateSent'))
    .reverse()
  const path = `${accountPath(board)}/Messages.json`
  return done(pageOf('messages', path, query, found, (message) => messageJson(board, message)))
}

export function fetchMessage(board: Switchboard, sid: string): RestAnswer {
  const message = board.messages.get(sid)
  return message ? done(messageJson(board, message)) : notFound(`/Messages/${sid}.json`)
}

/** The smallest PNG there is: what a picture sent by a telephone of this exchange looks like. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export function fetchMedia(board: Switchboard, sid: string, name: string): RestAnswer {
  const isThere = board.messages.get(sid)?.mediaUrls.some((url) => url.endsWith(`/Media/${name}`))
  return isThere
    ? { kind: 'sound', body: PICTURE, type: 'image/png' }
    : notFound(`/Messages/${sid}/Media/${name}`)
}
