import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Exchange } from './exchange.ts'
import { accountRoutes } from './rest-account.ts'
import { notFound, perform, type RestAnswer, refused } from './rest-answer.ts'
import { createCallRecording, updateCallRecording } from './rest-call-recordings.ts'
import { fetchCall, listCalls, placeOutbound, updateCall } from './rest-calls.ts'
import { createMessage, fetchMedia, fetchMessage, listMessages } from './rest-messages.ts'
import { listNumbers, updateNumber } from './rest-numbers.ts'
import { fetchRecording, listRecordings, removeRecording } from './rest-recordings.ts'
import { applicationRoutes, conferenceRoutes } from './rest-voice-routes.ts'
import type { RestOperation } from './trouble.ts'

type Asked = { params: Record<string, string>; query: Record<string, string>; form: URLSearchParams }
type Operation = (asked: Asked) => RestAnswer
export type On = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  name: RestOperation,
  act: Operation,
) => unknown

/**
 * Twilio's REST interface, as far as the gateway uses it, at `<prefix>/2010-04-01/Accounts/AC…`. Basic auth
 * with the account's own credentials or an API key.
 */
export async function restRoutes(app: FastifyInstance, { exchange }: { exchange: Exchange }): Promise<void> {
  const { board } = exchange
  app.removeContentTypeParser('application/x-www-form-urlencoded')
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, new URLSearchParams(String(body))),
  )
  app.addHook('onRequest', async (request, reply) => {
    if (!isAllowed(exchange, request)) return send(request, reply, refused(401, 20003, 'Authenticate'))
  })
  app.setNotFoundHandler((request, reply) => send(request, reply, notFound(request.url)))

  const account = `/2010-04-01/Accounts/${board.accountSid}`
  const on: On = (method, path, name, act) =>
    app.route({
      method,
      url: `${account}${path}`,
      handler: async (request, reply) =>
        send(request, reply, await perform(board, name, () => act(readRequest(request)))),
    })

  on('POST', '/Messages.json', 'messages.create', ({ form }) => createMessage(board, form))
  on('GET', '/Messages.json', 'messages.list', ({ query }) => listMessages(board, query))
  on('GET', '/Messages/:sid.json', 'messages.fetch', ({ params }) => fetchMessage(board, params.sid ?? ''))
  on('GET', '/Messages/:sid/Media/:name', 'messages.fetch', ({ params }) =>
    fetchMedia(board, params.sid ?? '', params.name ?? ''),
  )
  on('POST', '/Calls.json', 'calls.create', ({ form }) => placeOutbound(board, form))
  on('GET', '/Calls.json', 'calls.list', ({ query }) => listCalls(board, query))
  on('GET', '/Calls/:sid.json', 'calls.fetch', ({ params }) => fetchCall(board, params.sid ?? ''))
  on('POST', '/Calls/:sid.json', 'calls.update', ({ params, form }) =>
    updateCall(board, params.sid ?? '', form),
  )
  on('GET', '/Calls/:sid/Recordings.json', 'recordings.list', ({ params, query }) =>
    listRecordings(board, { ...query, CallSid: params.sid ?? '' }, `/Calls/${params.sid}`),
  )
  on('POST', '/Calls/:sid/Recordings.json', 'recordings.create', ({ params, form }) =>
    createCallRecording(board, params.sid ?? '', form),
  )
  on('POST', '/Calls/:sid/Recordings/:name.json', 'recordings.update', ({ params, form }) =>
    updateCallRecording(board, params.sid ?? '', params.name ?? '', form),
  )
  on('GET', '/Recordings.json', 'recordings.list', ({ query }) => listRecordings(board, query))
  on('GET', '/Recordings/:name', 'recordings.media', ({ params }) => fetchRecording(board, params.name ?? ''))
  on('DELETE', '/Recordings/:name', 'recordings.remove', ({ params }) =>
    removeRecording(board, params.name ?? '', board.now()),
  )
  conferenceRoutes(board, on)
  applicationRoutes(board, on)
  accountRoutes(board, on)
  on('GET', '/IncomingPhoneNumbers.json', 'numbers.list', ({ query }) => listNumbers(board, query))
  on('POST', '/IncomingPhoneNumbers/:sid.json', 'numbers.update', ({ params, form }) =>
    updateNumber(board, params.sid ?? '', form),
  )
}

function isAllowed({ board }: Exchange, request: FastifyRequest): boolean {
  const [scheme, encoded = ''] = (request.headers.authorization ?? '').split(' ')
  const given = Buffer.from(encoded, 'base64').toString()
  const known = [
    `${board.accountSid}:${board.authToken}`,
    ...board.apiKeys.map(({ sid, secret }) => `${sid}:${secret}`),
  ]
  return scheme === 'Basic' && known.includes(given)
}

function readRequest(request: FastifyRequest): Asked {
  return {
    params: stringsOf(request.params),
    query: stringsOf(request.query),
    form: request.body instanceof URLSearchParams ? request.body : new URLSearchParams(),
  }
}

function stringsOf(values: unknown): Record<string, string> {
  if (typeof values !== 'object' || values === null) return {}
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
}

function send(request: FastifyRequest, reply: FastifyReply, answer: RestAnswer): FastifyReply {
  switch (answer.kind) {
    case 'json':
      return reply.status(answer.status).send(answer.body)
    case 'sound':
      return reply.type(answer.type).send(answer.body)
    case 'empty':
      return reply.status(204).send()
    case 'cut':
      request.raw.socket.destroy()
      return reply.hijack()
    default:
      return answer satisfies never
  }
}
