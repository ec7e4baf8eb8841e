import { parseArgs } from 'node:util'
import formbody from '@fastify/formbody'
import Fastify from 'fastify'
import postgres from 'postgres'
import twilio from 'twilio'
import { benchToken, benchUrl } from './requests.ts'

/**
 * The least that a server of this kind can do, to be measured against. `constant`: Fastify and one answer.
 * `insert`: the form is read, the signature checked, and one row durably written before the answer.
 */
const { values } = parseArgs({
  options: { port: { type: 'string' }, kind: { type: 'string' }, database: { type: 'string' } },
})
const app = Fastify()
const twiml = '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>'

app.get('/livez', async () => ({ alive: true }))
if (values.kind === 'insert') await answerAfterInsert(values.database ?? '')
else await answerAtOnce()
await app.listen({ port: Number(values.port), host: '127.0.0.1' })

async function answerAtOnce(): Promise<void> {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, _body, done) => done(null),
  )
  app.post('/twilio/voice', (_request, reply) => reply.type('text/xml; charset=utf-8').send(twiml))
}

async function answerAfterInsert(url: string): Promise<void> {
  const sql = postgres(url, { max: 10, onnotice: () => {} })
  await sql`create table if not exists floor_calls (call_sid text primary key, caller text, line text, at timestamptz)`
  await app.register(formbody)
  app.post<{ Body: Record<string, string> }>('/twilio/voice', async ({ headers, body, url }, reply) => {
    const signature = String(headers['x-twilio-signature'])
    if (!twilio.validateRequest(benchToken, signature, benchUrl + url, body)) return reply.code(403).send()
    const { CallSid = '', From = '', To = '' } = body
    await sql`insert into floor_calls values (${CallSid}, ${From}, ${To}, ${new Date()}) on conflict do nothing`
    return reply.type('text/xml; charset=utf-8').send(twiml)
  })
}
