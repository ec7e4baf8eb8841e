import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTwilioCommand } from '../../../src/twilio/setup/run-twilio-command.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
})
afterAll(() => rig.close())

async function run(verb: string, twilio: Partial<AgencyRig['context']['config']['twilio']> = {}) {
  const { db, config } = rig.context
  let said = ''
  const write = (text: string) => {
    said += text
  }
  const settings = { ...config, twilio: { ...config.twilio, ...twilio } }
  return { exitCode: await runTwilioCommand([verb], { db, config: settings, write }), said }
}

const line = () => {
  const [found] = rig.exchange.lines
  if (!found) throw new Error('the exchange has no line')
  return found
}

test('what differs is said, set, and then as it should be', async () => {
  line().smsUrl = 'https://demo.example.com/welcome'
  const first = await run('check')
  expect(first.exitCode).toBe(1)
  expect(first.said).toContain(`smsUrl: https://demo.example.com/welcome -> ${rig.url}/twilio/sms`)
  expect(line().smsUrl).toBe('https://demo.example.com/welcome')

  const second = await run('apply')
  expect(second.exitCode).toBe(0)
  expect(second.said).toContain(`Set. ${line().number}`)
  expect(line().smsUrl).toBe(`${rig.url}/twilio/sms`)
  expect(line().voiceUrl).toContain(`${rig.url}/twilio/voice#`)

  const third = await run('check')
  expect(third.exitCode).toBe(0)
  expect(third.said).toContain('The account is as this installation expects it.')
})

test('an application and a key are made where the settings name none, and work', async () => {
  const { exitCode, said } = await run('apply', { appSid: null, apiKey: null })
  expect(exitCode).toBe(0)
  const appSid = /TWILIO_APP_SID=(AP[0-9a-f]{32})/.exec(said)?.[1] ?? ''
  const [, sid = '', secret = ''] =
    /TWILIO_API_KEY=(SK[0-9a-f]{32})\nTWILIO_API_SECRET=(\S+)/.exec(said) ?? []
  const after = await run('check', { appSid, apiKey: { sid, secret } })
  expect([after.exitCode, after.said]).toEqual([0, expect.stringContaining('as this installation expects')])
})

test('an exchange that refuses, or is away, is said with its own word', async () => {
  const refused = await run('check', { apiKey: null, authTokens: ['wrong'] })
  expect([refused.exitCode, refused.said]).toEqual([1, expect.stringContaining('20003')])
  const away = await run('check', { apiUrl: 'http://127.0.0.1:9' })
  expect([away.exitCode, away.said]).toEqual([1, expect.stringContaining('ECONNREFUSED')])
})

test('a word that it does not know is answered with how to use it', async () => {
  const { exitCode, said } = await run('repair')
  expect([exitCode, said]).toEqual([2, expect.stringContaining('npm run twilio -- check')])
})
