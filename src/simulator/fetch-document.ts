import { callFields } from './call-fields.ts'
import type { Document, Leg } from './leg.ts'
import { readTwiml, type Verb } from './read-twiml.ts'
import type { FormFields } from './signature.ts'
import type { Switchboard } from './switchboard.ts'
import type { WebhookKind } from './trouble.ts'
import { type Answer, ask } from './webhook.ts'

export type DocumentRequest = {
  kind: WebhookKind
  url: string
  method: 'GET' | 'POST'
  /** Beside the fields of every request about a call. */
  fields: FormFields
}

type Failure = { errorCode: number; detail: string }

/** Asks for TwiML; whatever goes wrong, the fallback or Twilio's own apology takes its place. */
export async function fetchDocument(
  board: Switchboard,
  leg: Leg,
  request: DocumentRequest,
): Promise<Document> {
  const { kind, url, method } = request
  const fields = { ...callFields(board, leg), ...request.fields }
  const answer = await leg.clock.during(ask(board, { kind, url, method, fields, about: leg.sid }))
  const read = readAnswer(answer)
  if ('verbs' in read) return { url, method, verbs: read.verbs }
  board.alerts.push({ code: read.errorCode, about: leg.sid, detail: `${kind}: ${read.detail}` })
  if (leg.fallbackUrl === null || kind === 'fallback') return { url, method, verbs: [APOLOGY] }
  const error = { ErrorCode: String(read.errorCode), ErrorUrl: url }
  return fetchDocument(board, leg, {
    kind: 'fallback',
    url: leg.fallbackUrl,
    method: 'POST',
    fields: { ...request.fields, ...error },
  })
}

const APOLOGY: Verb = {
  name: 'Say',
  attributes: { language: 'en-US', voice: 'man' },
  text: 'We are sorry. An application error has occurred. Goodbye.',
  children: [],
}

function readAnswer(answer: Answer): { verbs: Verb[] } | Failure {
  if (answer.kind === 'unanswered') return answer
  const { status, body } = answer
  if (status < 200 || status > 299) return { errorCode: 11200, detail: `answered ${status}` }
  const type = answer.contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === '') return { errorCode: 11200, detail: 'no Content-Type' }
  if (type.startsWith('audio/'))
    return { verbs: [{ name: 'Play', attributes: {}, text: answer.url, children: [] }] }
  if (!['text/xml', 'application/xml', 'text/html', 'text/plain'].includes(type)) {
    return { errorCode: 12300, detail: `Content-Type ${type} is not accepted` }
  }
  const read = readTwiml(body)
  if ('verbs' in read || type !== 'text/plain') return read
  return { verbs: [{ name: 'Say', attributes: {}, text: body, children: [] }] }
}
