import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answers } from '../../src/answers/tables.ts'
import { availabilities, executives } from '../../src/clients/tables.ts'
import { findDueDigests } from '../../src/digests/find-due-digests.ts'
import { digests } from '../../src/digests/tables.ts'
import { idFrom } from '../../src/ids.ts'
import { keepReplyAddress, replyAddress } from '../../src/mail-intake/reply-address.ts'
import { acknowledgements, messages } from '../../src/messages/tables.ts'
import type { Mail } from '../../src/simulator/mailbox.ts'
import type { TaskKind } from '../../src/tasks/task-kinds.ts'
import { texts } from '../../src/texts/tables.ts'
import { mailPrograms } from '../mail-intake/mail-programs.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { type Reply, sendReply, talkSmtp } from '../support/send-reply.ts'
import { until } from '../support/until.ts'
import { lines, slipOf, stranger, tasksOf } from './follow.ts'

const helene = 'helene@morel.demo.test'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig()
})
afterAll(() => rig?.close())

const mailsTo = (address: string) => rig.mailbox.mails.filter(({ to }) => to.includes(address))

/** A text becomes a message for Me Morel; answers its slip, its number and the mail that tells her. */
async function message(): Promise<{ id: string; number: string; mail: Mail }> {
  const phone = rig.exchange.telephone('+33199001101')
  const told = phone.texts.length
  const { sid } = rig.exchange.text({ from: stranger(), to: lines.morel, body: 'Rappelez-moi svp' })
  const slip = await until('the slip is there', async () => {
    const [row] = await rig.context.db.select().from(texts).where(eq(texts.messageSid, sid))
    return row && slipOf(rig, row.id)
  })
  const mail = await until('the mail is there', () =>
    mailsTo(helene).find(({ source }) => source.includes(`<${slip.id}@`)),
  )
  const sms = await until('the text is there', () => phone.texts[told])
  return { id: slip.id, number: /^\d+/.exec(sms.body)?.[0] ?? expect.fail(sms.body), mail }
}

let mails = 0
/** Me Morel replies; answers the code, the Message-ID of her mail, and the id that its answer would have. */
async function reply(mail: Mail, text: string, changes: Partial<Reply> = {}) {
  mails += 1
  const messageId = changes.messageId ?? `<reply-${mails}@morel.demo.test>`
  const sent = {
    from: `Me Morel <${helene}>`,
    to: mail.replyTo ?? '',
    text,
    subject: `Re: ${mail.subject}`,
    messageId,
  }
  const code = await sendReply(rig.replySmtpUrl, { envelopeFrom: helene, ...sent, ...changes })
  return { code, messageId, id: idFrom('mail', messageId) }
}

const standing = async (id: string) => {
  const rows = await rig.context.db.select().from(acknowledgements).where(eq(acknowledgements.messageId, id))
  return rows.map(({ answer, via }) => `${answer} by ${via}`)
}
const answerOf = async (id: string) => {
  const rows = await rig.context.db.select().from(answers).where(eq(answers.id, id))
  return rows[0]
}
const taskOf = async (kind: TaskKind, key: string) =>
  (await tasksOf(rig, kind)).find((task) => task.key === key)
const echoOf = (messageId: string) =>
  until('the echo is there', () =>
    mailsTo(helene).find(({ source }) => source.includes(`In-Reply-To: ${messageId}`)),
  )

test('the mail of a message says where replies go, and all mails about it stand together', async () => {
  const { mail, id } = await message()
  expect(mail.replyTo).toMatch(/^r\+\d+-[a-z2-7]{26}@reponse\.permanence\.demo\.test$/)
  expect(mail.source).toContain(`References: <${id}@permanence.demo.test>`)
})

test('"ok" alone, in reply to the mail of one message, means that message', async () => {
  await message()
  const { mail, id } = await message()
  expect((await reply(mail, 'Ok merci')).code).toBe(250)
  expect(await standing(id)).toEqual(['received by email'])
})

test.each(['Gmail, French', 'Outlook, French', 'Outlook, English', 'Apple Mail on an iPhone, French'])(
  '%s: a number and a word above forty quoted lines do that and nothing else',
  async (program) => {
    const write = mailPrograms[program] ?? expect.fail()
    const other = await message()
    const { mail, id, number } = await message()
    const sent = await reply(mail, write(`${number} rappeler`))
    expect(sent.code).toBe(250)
    expect(await standing(id)).toEqual(['secretaryCalls by email'])
    expect(await standing(other.id)).toEqual([])
    expect((await answerOf(sent.id))?.body).toBe(`${number} rappeler`)
  },
)

test('what was done is echoed in the thread of her own mail, and can be answered in turn', async () => {
  const { mail, id, number } = await message()
  const { messageId } = await reply(mail, `${number} ok`)
  const echo = await echoOf(messageId)
  expect(echo.subject).toBe(`Re: ${mail.subject}`)
  expect(echo.text).toContain(`${number} `)
  expect(echo.html).toContain(echo.text.split('\n')[0])
  expect(echo.source).toContain('Auto-Submitted: auto-generated')
  expect((await reply(echo, 'erreur')).code).toBe(250)
  expect(await standing(id)).toEqual([])
})

test('a sentence sets her away, in her zone', async () => {
  const { mail } = await message()
  await reply(mail, 'Bonjour, je suis au tribunal jusqu’à 15h.\n\nCordialement,\nHélène Morel')
  const [said] = await rig.context.db
    .select({ state: availabilities.state, until: availabilities.until })
    .from(availabilities)
    .innerJoin(executives, eq(executives.id, availabilities.executiveId))
    .where(eq(executives.email, helene))
  expect(said).toEqual({ state: 'away', until: new Date('2026-11-17T14:00:00Z') })
  await reply(mail, 'de retour')
})

test('the same mail delivered twice is one answer and one echo', async () => {
  const { mail, id, number } = await message()
  const first = await reply(mail, `${number} ok`)
  await echoOf(first.messageId)
  const before = mailsTo(helene).length
  expect((await reply(mail, `${number} rappeler`, { messageId: first.messageId })).code).toBe(250)
  expect(await standing(id)).toEqual(['received by email'])
  await echoOf((await reply(mail, 'aide')).messageId)
  expect(mailsTo(helene)).toHaveLength(before + 1)
})

test.each([
  ['an out-of-office', { headers: { 'Auto-Submitted': 'auto-replied' } }],
  ['a vacation subject', { subject: 'Réponse automatique : message' }],
  ['a bounce', { envelopeFrom: '' }],
])('%s is taken and ignored', async (_, changes) => {
  const { mail, id } = await message()
  const sent = await reply(mail, 'ok', changes)
  expect(sent.code).toBe(250)
  expect(await answerOf(sent.id)).toBeUndefined()
  expect(await standing(id)).toEqual([])
  expect(await taskOf('answerFromElsewhere', sent.id)).toBeUndefined()
})

test('her reply address used by somebody else does nothing but tell a secretary', async () => {
  const { mail, id } = await message()
  const sent = await reply(mail, 'ok', { from: 'Me Morel <evil@x.test>', envelopeFrom: 'evil@x.test' })
  expect(sent.code).toBe(250)
  expect(await standing(id)).toEqual([])
  expect(await answerOf(sent.id)).toBeUndefined()
  expect(await taskOf('answerFromElsewhere', sent.id)).toMatchObject({
    audience: 'secretary',
    details: { from: 'evil@x.test', text: 'ok' },
  })
})

test('a forged From without the address of a mail of ours reaches nobody', async () => {
  const { mail } = await message()
  const [local = '', domain = ''] = (mail.replyTo ?? '').split('@')
  const altered = `${local.slice(0, -1)}${local.endsWith('a') ? 'b' : 'a'}@${domain}`
  for (const to of [
    altered,
    `${local}@elsewhere.test`,
    `permanence@${domain}`,
    `r+999999999-${'a'.repeat(26)}@${domain}`,
  ])
    expect((await reply(mail, 'ok', { to })).code).toBe(550)
  expect((await reply(mail, 'aide', { to: (mail.replyTo ?? '').toUpperCase() })).code).toBe(250)
})

test('an answer to an old digest means what its numbers stood for then', async () => {
  const old = await message()
  const { clientId, recipientId: executiveId } =
    (await slipOf(rig, (await textOf(old.id)) ?? '')) ?? expect.fail()
  const dueAt = rig.context.now()
  const digestId = idFrom('digest', 'old')
  await rig.context.db.insert(digests).values({
    ...{ clientId, id: digestId, executiveId, dueAt, since: dueAt, state: 'composed', composedAt: dueAt },
    lines: [{ number: 77, kind: 'message', messageId: old.id }],
  })
  const subject = { clientId, executiveId, digestId, messageId: null, appointmentId: null }
  await rig.context.db.transaction((tx) => keepReplyAddress(tx, rig.context.config, subject, dueAt))
  const to = replyAddress(rig.context.config, subject) ?? expect.fail()
  rig.clock.advance(20 * 86_400_000)
  expect((await reply(old.mail, '77 ok', { to })).code).toBe(250)
  expect(await standing(old.id)).toEqual(['received by email'])
})

async function textOf(messageId: string): Promise<string | undefined> {
  const rows = await rig.context.db.select().from(messages).where(eq(messages.id, messageId))
  return rows[0]?.sourceId
}

test('a mail of ten megabytes is refused with the reason, and the next one is taken', async () => {
  const { mail, id } = await message()
  expect((await reply(mail, 'ok', { padding: 7_500_000 })).code).toBe(552)
  expect(await standing(id)).toEqual([])
  expect((await reply(mail, 'ok')).code).toBe(250)
  expect(await standing(id)).toEqual(['received by email'])
})

test('an answer to an invitation is not lost: a secretary reads it', async () => {
  const { mail, id } = await message()
  const calendar = 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n'
  const sent = await reply(mail, 'ok', { calendar, subject: 'Accepté : rendez-vous' })
  expect(sent.code).toBe(250)
  expect(await standing(id)).toEqual([])
  expect(await taskOf('unreadMail', sent.id)).toMatchObject({
    details: { subject: 'Accepté : rendez-vous', text: 'ok' },
  })
})

test('what is not understood is not guessed: she is told, and a secretary reads it', async () => {
  const { mail, id } = await message()
  const { messageId, id: answerId } = await reply(mail, 'ok pour 3 personnes')
  expect((await echoOf(messageId)).text).toContain('aide')
  expect(await standing(id)).toEqual([])
  expect(await taskOf('executiveText', answerId)).toMatchObject({ audience: 'secretary' })
})

test('the mailbox of the simulator replies over SMTP, with the mail quoted below', async () => {
  const { mail, id } = await message()
  const answer = (path: string, text: string) =>
    fetch(`${rig.url}/simulator/api/mails/${path}/reply`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    })
  expect((await answer(String(mail.id), 'ok')).status).toBe(200)
  expect(await standing(id)).toEqual(['received by email'])
  expect((await answer('0', 'ok')).status).toBe(404)
})

test('one connection may not guess at addresses', async () => {
  const guesses = Array.from(
    { length: 6 },
    (_, i) => `RCPT TO:<r+1-${'abcdef'[i]?.repeat(26)}@reponse.permanence.demo.test>`,
  )
  const said = await talkSmtp(rig.replySmtpUrl, ['EHLO x.test', 'MAIL FROM:<a@x.test>', ...guesses])
  expect(said.map((line) => line.slice(0, 3))).toEqual([
    '220',
    '250',
    '250',
    '550',
    '550',
    '550',
    '550',
    '550',
    '421',
  ])
})

test('one address takes twenty mails in ten minutes, and the others later', async () => {
  const { mail } = await message()
  const codes: number[] = []
  for (let i = 0; i < 21; i++)
    codes.push((await reply(mail, 'ok', { headers: { 'Auto-Submitted': 'auto-replied' } })).code)
  expect(codes).toEqual([...Array.from({ length: 20 }, () => 250), 450])
  rig.clock.advance(11 * 60_000)
  expect((await reply(mail, 'ok')).code).toBe(250)
})

test('a digest is answered by its numbers, stands with the others of its day, and can be ended in one press', async () => {
  rig.clock.set('2026-12-08T16:00:00Z')
  const { id, number } = await message()
  rig.clock.set('2026-12-08T17:00:05Z')
  await findDueDigests(rig.context)
  const digest = await until('the digest is there', () =>
    mailsTo(helene).find(({ source }) => /^List-Unsubscribe:/m.test(source)),
  )
  const slip = (await slipOf(rig, (await textOf(id)) ?? '')) ?? expect.fail()
  expect(unfolded(digest.source)).toContain(
    `References: <${slip.recipientId}.2026-12-08@permanence.demo.test>`,
  )
  const [, unsubscribe = ''] = /^List-Unsubscribe: <([^>]+)>/m.exec(unfolded(digest.source)) ?? []
  expect((await fetch(unsubscribe)).status).toBe(200)
  const oneClick = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
  expect((await fetch(unsubscribe, { method: 'POST', body: oneClick })).status).toBe(200)
  expect((await reply(digest, `${number} je rappelle`)).code).toBe(250)
  expect(await standing(id)).toEqual(['executiveCalls by email'])
})

const unfolded = (source: string) => source.replace(/\r\n[ \t]+/g, ' ').replace(/: +</g, ': <')
