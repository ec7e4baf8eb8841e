import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { type FormFields, isSigned } from './signature.ts'

const bodyLimit = 64 * 1024
const mostFields = 200

/**
 * What every route under `/twilio` goes through before anything is read or written: only POST, only forms, only
 * what the exchange signed for our account. No header has a say in which address was signed.
 */
export async function guardExchange(
  app: FastifyInstance,
  context: Pick<Context, 'config' | 'log'>,
): Promise<void> {
  app.removeAllContentTypeParsers()
  await app.register(formbody, { bodyLimit })
  app.addHook('preHandler', async (request) => {
    // Hooks also run before the handler for addresses that do not exist, which says more than a 403.
    if (!request.is404) refuseForeign(context, request)
  })
  app.setNotFoundHandler(async (request, reply) => {
    if (request.method === 'HEAD' || request.method === 'OPTIONS') return reply.code(204).send()
    throw new AppError(
      request.method === 'POST' ? 404 : 405,
      'notHere',
      `${request.method}: expected a signed POST`,
    )
  })
}

function refuseForeign({ config, log }: Pick<Context, 'config' | 'log'>, request: FastifyRequest): void {
  const fields = fieldsOf(request.body)
  const header = request.headers['x-twilio-signature']
  const signature = typeof header === 'string' ? header : undefined
  const url = `${config.publicUrl}${request.raw.url ?? ''}`
  if (!isSigned(config.twilio.authTokens, signature, url, fields)) {
    log.warn({ event: 'webhook.unsigned', route: request.routeOptions.url })
    throw new AppError(403, 'unsigned', 'This request is not signed by the exchange')
  }
  if (fields.AccountSid === config.twilio.accountSid) return
  log.warn({ event: 'webhook.foreignAccount', route: request.routeOptions.url })
  throw new AppError(403, 'foreignAccount', 'AccountSid: expected our own account')
}

function fieldsOf(body: unknown): FormFields {
  const fields = body ?? {}
  if (!areFormFields(fields)) throw new AppError(400, 'notAForm', 'Expected form fields')
  if (Object.keys(fields).length > mostFields)
    throw new AppError(413, 'tooManyFields', `More than ${mostFields} form fields`)
  return fields
}

/** A loop and no schema: every request goes through it, and a record schema takes ten times as long. */
const areFormFields = (body: unknown): body is FormFields =>
  typeof body === 'object' && body !== null && !Array.isArray(body) && Object.values(body).every(isFormValue)

const isFormValue = (value: unknown): boolean =>
  typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))

/** The fields that came once, as they go into rows that keep a request whole. */
export const plainFields = (body: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fieldsOf(body)).filter((field): field is [string, string] => typeof field[1] === 'string'),
  )
