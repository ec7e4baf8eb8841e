import { expect, test } from 'vitest'
import { composeDigestMail } from '../../src/digests/digest-mail.ts'
import { someAppointment, someDigest, someLine } from './some-digest.ts'

/** No-break spaces are right, and hard to read in a test. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

test('both parts name each line by its number, with who, what and when', () => {
  const lines = [
    someLine({ number: 7, kind: 'urgent', what: 'text', body: 'Fuite au 3e étage' }),
    someLine({ number: 8 }),
  ]
  const { subject, text, html } = composeDigestMail(someDigest({ lines }))
  expect(plain(subject)).toBe('[URGENT] Cabinet Morel & Associés : 2 messages à voir')
  expect(plain(text)).toContain('Urgent\n7. SMS de M. Blanc, aujourd’hui à 14 h 05\n   Fuite au 3e étage')
  expect(plain(text)).toContain('Messages\n8. Message vocal de M. Blanc')
  for (const seen of ['>7</td>', 'Fuite au 3e étage', 'tel:+33199002002', 'Message vocal de M. Blanc'])
    expect(html).toContain(seen)
})

test('it leads to the page, to her availability and to her settings', () => {
  const { text, html } = composeDigestMail(someDigest())
  for (const link of ['digest', 'availability', 'settings'])
    for (const part of [text, html]) expect(part).toContain(`https://p.example/l/1/${link}`)
})

test('a health client’s mail names nobody, and neither does one for whom links are enough', () => {
  for (const bare of [{ health: true }, { carries: 'link' as const }]) {
    const mail = composeDigestMail(someDigest({ ...bare, lines: [someLine({ body: 'mal au dos' })] }))
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/Blanc|0199|01 99|dos\b/)
    expect(mail.text).toContain('3. Message')
  }
  const { subject, html } = composeDigestMail(someDigest({ health: true }))
  expect(subject + html).not.toContain('Morel')
})

test('what callers write stays text', () => {
  const evil = '"><img src=x onerror=alert(1)>'
  const { html, subject } = composeDigestMail(
    someDigest({ clientName: evil, lines: [someLine({ callerName: evil, body: `${evil}\n\u202eevil` })] }),
  )
  expect(html).not.toContain('<img')
  expect(subject).not.toMatch(/[\r\n]/)
})

test('counts that need no answer come after the lines', () => {
  const counts = { forwarded: 1, discarded: 2, inYourName: 3 }
  const { text } = composeDigestMail(someDigest({ lines: [], counts }))
  expect(text).toContain('2 appels et SMS filtrés')
  expect(text).toContain('1 appel vous a été passé')
  expect(text).toContain('3 actes de votre secrétariat')
  expect(composeDigestMail(someDigest({ lines: [] })).subject).toContain('rien de nouveau')
})

test('it offers only the ways of answering that lead back to us', () => {
  const howTo = (changes: Parameters<typeof someDigest>[0]) =>
    plain(composeDigestMail(someDigest(changes)).text)
  expect(howTo({})).toContain('par SMS ou à ce courriel : « 3 ok »')
  expect(howTo({ takesReplies: false })).toContain('d’un mot, par SMS : « 3 ok »')
  expect(howTo({ answerable: false })).toContain('d’un mot, à ce courriel : « 3 ok »')
  const neither = howTo({ answerable: false, takesReplies: false })
  expect(neither).toContain('ligne par ligne sur la page')
  expect(neither).not.toContain('« 3 ok »')
})

test('appointments have their own headings, and a health client’s no name', () => {
  const agenda = [someAppointment(), someAppointment({ number: 6, kind: 'tomorrow' })]
  const { subject, text, html } = composeDigestMail(someDigest({ lines: [], agenda }))
  expect(plain(subject)).toContain('1 rendez-vous à valider')
  expect(plain(text)).toContain('À valider\n5. Premier rendez-vous, M. Blanc, le 19 novembre 2026 à 15 h 00')
  expect(plain(text)).toContain('Demain\n6.')
  expect(plain(text)).toContain('« 5 oui », « 5 non », « 5 jeudi 15h »')
  expect(plain(html)).toContain('Premier rendez-vous, M. Blanc')
  expect(composeDigestMail(someDigest({ agenda, health: true })).text).not.toContain('Blanc')
})
