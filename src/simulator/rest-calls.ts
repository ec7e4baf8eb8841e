import { createCall, inlineDocument } from './create-call.ts'
import type { DocumentRequest } from './fetch-document.ts'
import { type Document, hangUp, isOver, type Leg, Redirected } from './leg.ts'
import { readTwiml } from './read-twiml.ts'
import { done, notFound, type RestAnswer, refused } from './rest-answer.ts'
import { accountPath, callJson, startOf } from './rest-json.ts'
import { isWithin, pageOf } from './rest-page.ts'
import type { Switchboard } from './switchboard.ts'

export function placeOutbound(board: Switchboard, form: URLSearchParams): RestAnswer {
  const [from, to] = [form.get('From') ?? '', form.get('To') ?? '']
  const document = documentOf(board, form)
  if (to === '') return refused(400, 21201, "No 'To' number is specified")
  if (from === '') return refused(400, 21213, "No 'From' number is specified")
  if (!/^(\+[1-9]\d{6,14}|client:.+)$/.test(to)) return refused(400, 21217, `Phone number ${to} is not valid`)
  if (!board.lines.has(from) && !board.verifiedNumbers.includes(from)) {
    return refused(400, 21210, `The source phone number provided, ${from}, is not yet verified`)
  }
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

/** Its own TwiML, or where to ask for it; a URL wins when both are given. */
function documentOf(board: Switchboard, form: URLSearchParams): DocumentRequest | Document | null {
  const [url, twiml] = [form.get('Url'), form.get('Twiml')]
  if (url) return { kind: 'step', url, method: form.get('Method') === 'GET' ? 'GET' : 'POST', fields: {} }
  if (!twiml) return null
  const read = readTwiml(twiml)
  return 'verbs' in read ? inlineDocument(board, read.verbs) : null
}

function callbackOf(form: URLSearchParams): Leg['statusCallback'] {
  const url = form.get('StatusCallback')
  const events = form.getAll('StatusCallbackEvent').flatMap((event) => event.split(' '))
  if (!url) return null
  return {
    url,
    method: form.get('StatusCallbackMethod') === 'GET' ? 'GET' : 'POST',
    events: new Set(events.length > 0 ? events : ['completed']),
  }
}

export function updateCall(board: Switchboard, sid: string, form: URLSearchParams): RestAnswer {
  const leg = board.calls.get(sid)
  if (!leg) return notFound(`/Calls/${sid}.json`)
  if (isOver(leg)) return refused(400, 21220, 'Call is not in-progress. Cannot redirect.')
  if (form.has('Status')) hangUp(leg, 'exchange', leg.answeredAtSeconds === null ? 'canceled' : undefined)
  const document = documentOf(board, form)
  if (document && leg.parentSid !== null) return refused(400, 21220, 'The exchange redirects no child legs')
  if (document) leg.interrupt.abort(new Redirected(document))
  return done(callJson(board, leg))
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
