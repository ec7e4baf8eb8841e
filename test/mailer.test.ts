import { generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { parseEmail } from '../src/email-address.ts'
import { createMailer, type Mailer, type OutgoingMail } from '../src/mailer.ts'
import { type MailCatcher, startMailCatcher } from './support/mail-catcher.ts'
import { verifyDkim } from './support/verify-dkim.ts'

let catcher: MailCatcher
let mailer: Mailer
beforeAll(async () => {
  catcher = await startMailCatcher()
  mailer = createMailer({ mail: { smtpUrl: catcher.url, from: 'permanence@agence.test', dkim: null } })
})
afterEach(() => {
  catcher.misbehave('none')
  catcher.caught.length = 0
})
afterAll(async () => {
  mailer.close()
  await catcher.close()
})

const address = parseEmail('helene@morel.demo.test') ?? expect.fail()
const mail = (changes: Partial<OutgoingMail> = {}): OutgoingMail => ({
  fromName: 'Cabinet Morel & Associés',
  to: { name: 'Me Morel', address },
  subject: 'Message vocal de Me Petit',
  text: 'Bonjour',
  html: '<p>Bonjour</p>',
  messageId: mailer.messageIdOf('42'),
  ...changes,
})

test('a mail carries its Message-ID, says that a program wrote it, and comes as text and HTML', async () => {
  expect(await mailer.send(mail())).toEqual({ kind: 'sent', id: '<42@agence.test>', segments: null })
  const [caught] = catcher.caught
  expect(caught?.mail).toMatchObject({
    messageId: '<42@agence.test>',
    subject: 'Message vocal de Me Petit',
    from: { address: 'permanence@agence.test', name: 'Cabinet Morel & Associés' },
  })
  expect(caught?.mail.text?.trim()).toBe('Bonjour')
  expect(caught?.mail.html).toContain('<p>Bonjour</p>')
  expect(caught?.raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m)
})

test('no name or subject adds a recipient or a header', async () => {
  const evil = 'Jean" <evil@x.fr>, G: other@x.fr;\r\nBcc: evil@x.fr\r\n\r\nhello'
  await mailer.send(mail({ fromName: evil, subject: evil, to: { name: evil, address } }))
  const [caught] = catcher.caught
  expect(caught?.recipients).toEqual([address])
  const headers = caught?.raw.split('\r\n\r\n')[0] ?? ''
  expect(headers).not.toMatch(/^bcc:/im)
  expect(caught?.mail.to).toEqual([expect.objectContaining({ address })])
  expect(caught?.mail.from?.address).toBe('permanence@agence.test')
})

test('what is not one plain address is never handed over', async () => {
  // The type forbids it; a wrong cast elsewhere must not be enough.
  for (const text of [
    'a@b.fr, evil@x.fr',
    'G: evil@x.fr;',
    'a@b.fr\r\nRCPT TO:<evil@x.fr>',
    'a@b.fr(x)evil.com',
  ])
    await expect(mailer.send(mail({ to: { name: 'x', address: text as typeof address } }))).rejects.toThrow(
      'not one plain address',
    )
  expect(catcher.caught).toEqual([])
})

test.each([
  [{ refuseRecipient: 550 }, true, '550', 'mailRefused'],
  [{ refuseRecipient: 450 }, false, '450', 'mailServerAway'],
  [{ refuseContent: 554 }, true, '554', 'mailRefused'],
  [{ refuseContent: 451 }, false, '451', 'mailServerAway'],
] as const)('after %j the mail is known not to be there', async (trouble, permanent, code, failure) => {
  catcher.misbehave(trouble)
  expect(await mailer.send(mail())).toEqual({ kind: 'refused', permanent, code, failure })
})

test('a connection cut after the content went out leaves it uncertain, and the next mail goes through', async () => {
  catcher.misbehave('dropAfterData')
  expect(await mailer.send(mail())).toMatchObject({ kind: 'uncertain' })
  catcher.misbehave('none')
  expect(await mailer.send(mail())).toMatchObject({ kind: 'sent' })
  expect(catcher.caught).toHaveLength(2)
})

test('a mail server that is away has nothing', async () => {
  const away = createMailer({
    mail: { smtpUrl: 'smtp://127.0.0.1:1', from: 'permanence@agence.test', dkim: null },
  })
  expect(await away.send(mail())).toMatchObject({
    kind: 'refused',
    permanent: false,
    failure: 'mailServerAway',
  })
  away.close()
})

const replyTo = parseEmail('r+1-abc@reponse.agence.test') ?? expect.fail()

test('a mail says where replies go, which thread it belongs to and how to end such mails', async () => {
  const listUnsubscribe = 'https://permanence.test/l/1/abc/unsubscribe'
  await mailer.send(mail({ replyTo, thread: '<day@agence.test>', listUnsubscribe }))
  const [caught] = catcher.caught
  expect(caught?.mail).toMatchObject({
    replyTo: [{ address: replyTo, name: 'Cabinet Morel & Associés' }],
    inReplyTo: '<day@agence.test>',
    references: '<day@agence.test>',
  })
  expect(headersOf(caught?.raw, 'List-Unsubscribe')).toEqual([`<${listUnsubscribe}>`])
  expect(headersOf(caught?.raw, 'List-Unsubscribe-Post')).toEqual(['List-Unsubscribe=One-Click'])
})

test('a mail that nobody can reply to, of no thread and of no list says nothing of it', async () => {
  await mailer.send(mail())
  const raw = catcher.caught[0]?.raw
  for (const name of ['Reply-To', 'In-Reply-To', 'References', 'List-Unsubscribe', 'List-Unsubscribe-Post'])
    expect(headersOf(raw, name)).toEqual([])
})

const headersOf = (raw = '', name: string): string[] =>
  [
    ...(raw.split('\r\n\r\n')[0] ?? '').matchAll(new RegExp(`^${name}:[ \\t]*((?:.|\\r\\n[ \\t])*)$`, 'gim')),
  ].map(([, value = '']) => value.replace(/\r\n\s*/g, ''))

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const dkim = {
  domain: 'agence.test',
  selector: 'mail2026',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
}
const signer = () => createMailer({ mail: { smtpUrl: catcher.url, from: 'permanence@agence.test', dkim } })

test('a signed mail verifies, body and headers, with the key of the settings', async () => {
  const signing = signer()
  const long = 'Déjà lu : « été », puis une ligne vide.\n\n  deux espaces  \n'.repeat(200)
  await signing.send(
    mail({
      text: long,
      html: `<p>${long}</p>`,
      replyTo,
      thread: '<day@agence.test>',
      listUnsubscribe: 'https://a.test/u',
    }),
  )
  signing.close()
  const raw = catcher.caught[0]?.raw ?? ''
  const { signed, tags } = verifyDkim(raw, publicKey)
  expect(Object.fromEntries(tags)).toMatchObject({
    d: 'agence.test',
    s: 'mail2026',
    a: 'rsa-sha256',
    c: 'relaxed/relaxed',
  })
  for (const name of [
    'from',
    'reply-to',
    'to',
    'subject',
    'date',
    'message-id',
    'list-unsubscribe',
    'list-unsubscribe-post',
  ])
    expect(signed).toContain(name)
  expect(() => verifyDkim(raw.replace('une ligne', 'deux lignes'), publicKey)).toThrow('the body')
  expect(() => verifyDkim(raw.replace(/^Reply-To: .*$/m, 'Reply-To: evil@x.fr'), publicKey)).toThrow(
    'the signature',
  )
})

test('signing reads a mail before it goes out, which leaves no doubt that a cut before DATA lost it', async () => {
  const signing = signer()
  catcher.misbehave('dropAtRecipient')
  expect(await signing.send(mail())).toMatchObject({
    kind: 'refused',
    permanent: false,
    failure: 'mailServerAway',
  })
  catcher.misbehave('dropAfterData')
  expect(await signing.send(mail())).toMatchObject({ kind: 'uncertain' })
  signing.close()
})
