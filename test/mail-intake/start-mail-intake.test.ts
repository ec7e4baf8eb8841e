import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { startMailIntake } from '../../src/mail-intake/start-mail-intake.ts'
import { startAgencyRig } from '../support/agency-rig.ts'
import { sendReply } from '../support/send-reply.ts'

const token = 'abcdefghijklmnopqrstuvwxyz'
const reply = {
  from: 'helene@morel.demo.test',
  to: `r+1-${token}@reponse.permanence.demo.test`,
  text: 'ok',
}

test('while the database is away a reply stays with the sender, and the log names nobody', async () => {
  const logged: string[] = []
  const into = new Writable({ write: (chunk, _, done) => done(void logged.push(String(chunk))) })
  const rig = await startAgencyRig({ work: false })
  const intake = await startMailIntake({ ...rig.context, log: pino(into) })
  const smtpUrl = `smtp://127.0.0.1:${intake?.port}`
  expect(await sendReply(smtpUrl, reply)).toBe(550)
  await rig.close()
  expect(await sendReply(smtpUrl, reply)).toBe(451)
  await intake?.close()
  expect(logged.join('')).toContain('mail.notAdmitted')
  for (const secret of [token, 'helene', 'demo.test']) expect(logged.join('')).not.toContain(secret)
})

test('where no port is set nothing listens', async () => {
  const rig = await startAgencyRig({ work: false })
  const config = { ...rig.context.config, mailIntake: null }
  expect(await startMailIntake({ ...rig.context, config })).toBeNull()
  await rig.close()
})
