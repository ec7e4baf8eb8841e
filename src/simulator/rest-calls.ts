import { createCall, inlineDocument } from './create-call.ts'
import type { DocumentRequest } from './fetch-document.ts'
import { type Document, hangUp, isOver, type Leg, Redirected } from './leg.ts'
import { readTwiml } from './read-twiml.ts'
import { done, notFound, type RestAnswer, refused } from './rest-answer.ts'
import { callbackOf } from './rest-form.ts'
import { accountPath, callJson, startOf } from './rest-json.ts'
import { isWithin, pageOf } from './rest-page.ts'
import type { Switchboard } from './switchboard.ts'

export function placeOutbound(board: Switchboard, form: URLSearchParams): RestAnswer {
  const [from, to] = [form.get('From') ?? '', form.get('To') ?? '']
  const document = documentOf(board, form)
  const refusal = refusalOf(board, from, to)
  if (refusal) return refusal
  if (document === null) return refused(400, 21205, 'Url parameter is required')
  const leg = createCall(board, {
    from,
    to,
    document,
    timeoutSeconds: Number(form.get('Timeout') ?? 60),
    fallbackUrl: form.get('FallbackUrl'),
    statusCallback: callbackOf(form),
  })
  return done(callJson(board, leg), 201)
}

/** Why nobody is rung by this number under that one. */
export function refusalOf(board: Switchboard, from: string, to: string): RestAnswer | null {
  if (to === '') return refused(400, 21201, "No 'To' number is specified")
  if (from === '') return refused(400, 21213, "No 'From' number is specified")
  if (!/^(\+[1-9]\d{6,14}|client:.+)$/.test(to)) return refused(400, 21217, `Phone number ${to} is not valid`)
  if (board.lines.has(from) || board.verifiedNumbers.includes(from)) return null
  return refused(400, 21210, `The source phone number provided, ${from}, is not yet verified`)
}

/** Its own TwiML, or where to ask for it; a URL wins when both are given. */
function documentOf(board: Switchboard, form: URLSearchParams): DocumentRequest | Document | null {
  const [url, twiml] = [form.get('Url'), form.get('Twiml')]
  if (url) return { kind: 'step', url, method: form.get('Method') === 'GET' ? 'GET' : 'POST', fields: {} }
  if (!twiml) return null
  const read = readTwiml(twiml)
  return 'verbs' in read ? inlineDocument(board, read.verbs) : null
}

export function updateCall(board: Switchboard, sid: string, form: URLSearchParams): RestAnswer {
  const leg = board.calls.get(sid)
  if (!leg) return notFound(`/Calls/${sid}.json`)
  if (isOver(leg)) return refused(400, 21220, 'Call is not in-progress. Cannot redirect.')
  if (form.has('Status')) hangUp(leg, 'exchange', leg.answeredAtSeconds === null ? 'canceled' : undefined)
  const document = documentOf(board, form)
  if (document && leg.direction !== 'inbound' && leg.answeredAtSeconds === null) {
    return refused(400, 21220, 'Call is not in-progress. Cannot redirect.')
  }
  if (document) redirect(leg, document)
  return done(callJson(board, leg))
}

/** The second of two redirects wins, also where the first has not been followed yet. */
function redirect(leg: Leg, target: Redirected['target']): void {
  const { reason } = leg.interrupt.signal
  if (reason instanceof Redirected) reason.target = target
  else leg.interrupt.abort(new Redirected(target))
}

export function listCalls(board: Switchboard, query: Record<string, string>): RestAnswer {
  const wanted = (key: string, value: string | null) => !query[key] || query[key] === value
  const found = [...board.calls.values()]
    .filter((leg) => wanted('To', leg.to) && wanted('From', leg.from) && wanted('Status', leg.status))
    .filter((leg) => wanted('ParentCallSid', leg.parentSid))
    .filter((leg) => isWithin(startOf(leg), query, 'StartTime'))
    .reverse()
  const path = `${accountPath(board)}/Calls.json`
  return done(pageOf('calls', path, query, found, (leg) => callJson(board, leg)))
}

export function fetchCall(board: Switchboard, sid: string): RestAnswer {
  const leg = board.calls.get(sid)
  return leg ? done(callJson(board, leg)) : notFound(`/Calls/${sid}.json`)
}
