import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import fastify from 'fastify'
import twilio from 'twilio'
import { expect, test } from 'vitest'
import { ACCOUNT, LINE, MOREL, PETIT, twiml } from './scripted-app.ts'

test('alone in its process, it is set up, driven and questioned over HTTP', async () => {
  const app = fastify()
  app.addContentTypeParser('application/x-www-form-urlencoded', (_, _payload, done) => done(null))
  app.post('/voice', (_, reply) => reply.type('text/xml').send(twiml('<Say>Bonjour</Say>')))
  const base = await app.listen({ host: '127.0.0.1', port: 0 })
  const child = spawn(process.execPath, ['src/simulator/main.ts', '--token', 'secret', '--seed', '3'])
  try {
    const [line] = await once(createInterface({ input: child.stdout }), 'line')
    const { address, apiUrl, smtpUrl } = JSON.parse(String(line))
    expect(smtpUrl).toMatch(/^smtp:\/\/127\.0\.0\.1:\d+$/)
    const post = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(`${address}/simulator/api/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      return JSON.parse(await response.text())
    }
    await post('lines', { number: LINE, voiceUrl: `${base}/voice`, smsUrl: `${base}/sms` })
    await post('telephones', { number: MOREL, textFate: { undelivered: 30005 } })
    const { sid } = await post('calls', { from: PETIT, to: LINE })
    const client = twilio(ACCOUNT, 'secret')
    client.api.baseUrl = apiUrl
    await client.messages.create({ from: LINE, to: MOREL, body: 'Un message' })
    await post('settle', {})
    const evidence = JSON.parse(await (await fetch(`${address}/simulator/api/evidence`)).text())
    expect(evidence.sends).toEqual([
      expect.objectContaining({ to: MOREL, body: 'Un message', status: 'undelivered', errorCode: 30005 }),
    ])
    expect(evidence.calls).toEqual([
      expect.objectContaining({ sid, status: 'completed', heard: ['Bonjour'] }),
    ])
    expect(await post('calls', { from: PETIT })).toMatchObject({ error: 'badRequest' })
  } finally {
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    await app.close()
    expect(code).toBe(0)
  }
}, 120_000)
