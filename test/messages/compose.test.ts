import fc from 'fast-check'
import { expect, test } from 'vitest'
import { composeMail, composeSms, type MessageFacts } from '../../src/messages/compose.ts'
import { countSegments } from '../../src/messages/sms-text.ts'
import { parsePhoneNumber } from '../../src/phone-number.ts'

const link = 'https://permanence.test/l/4f3c2b1a09876543210fedcba9876543'
const petit: MessageFacts = {
  language: 'fr',
  clientName: 'Cabinet Morel & Associés',
  health: false,
  carries: 'everything',
  kind: 'text',
  urgency: 'ordinary',
  callerName: 'Me Petit',
  callerNumber: parsePhoneNumber('+33199002001'),
  body: 'Bonjour, pouvez-vous me rappeler ?',
  voicemailSeconds: null,
  taken: null,
  receivedAt: new Date('2026-11-21T13:05:00Z'),
  now: new Date('2026-11-21T13:05:10Z'),
  timeZone: 'Europe/Paris',
  link,
  number: null,
  answerable: true,
  takesReplies: false,
}
const voicemail = { kind: 'voicemail', body: null, voicemailSeconds: 42 } as const
const lenoir = { ...petit, clientName: 'Mme Lenoir, ostéopathe D.O.', health: true } as const

test.each<[string, Partial<MessageFacts>, string]>([
  [
    'a text',
    {},
    `Cabinet Morel & Associés\nSMS de Me Petit, 01 99 00 20 01, 14h05\nBonjour, pouvez-vous me rappeler ?\n${link}`,
  ],
  [
    'an urgent voicemail of yesterday',
    { ...voicemail, urgency: 'urgent', receivedAt: new Date('2026-11-20T17:00:00Z') },
    `URGENT - Cabinet Morel & Associés\nMessage vocal de Me Petit, 01 99 00 20 01, hier 18h00\n${link}`,
  ],
  [
    'a missed call from a number without a name',
    { kind: 'missedCall', body: null, callerName: null },
    `Cabinet Morel & Associés\nAppel manqué du 01 99 00 20 01, 14h05\n${link}`,
  ],
  [
    'a missed call from a withheld number',
    { kind: 'missedCall', body: null, callerName: null, callerNumber: null },
    `Cabinet Morel & Associés\nAppel manqué, numéro masqué, 14h05\n${link}`,
  ],
  [
    'who only',
    { carries: 'who' },
    `Cabinet Morel & Associés\nSMS de Me Petit, 01 99 00 20 01, 14h05\n${link}`,
  ],
  [
    'a line that can be answered',
    { number: 3 },
    `3. Cabinet Morel & Associés\nSMS de Me Petit, 01 99 00 20 01, 14h05\nBonjour, pouvez-vous me rappeler ?\nRép. 3 ok ou 3 rappeler\n${link}`,
  ],
  [
    'an urgent line that can be answered, with the link only',
    { number: 12, urgency: 'urgent', carries: 'link' },
    `URGENT - 12. Cabinet Morel & Associés\nVous avez un message\nRép. 12 ok ou 12 rappeler\n${link}`,
  ],
  [
    'a line whose sender nobody can answer',
    { number: 3, answerable: false, carries: 'link' },
    `Cabinet Morel & Associés\nVous avez un message, ${link}`,
  ],
  ['the link only', { carries: 'link' }, `Cabinet Morel & Associés\nVous avez un message, ${link}`],
  [
    'English',
    { ...voicemail, language: 'en' },
    `Cabinet Morel & Associés\nVoicemail from Me Petit, 01 99 00 20 01, 14:05\n${link}`,
  ],
])('the SMS for %s', (_, facts, text) => {
  expect(composeSms({ ...petit, ...facts })).toEqual({ text, segments: countSegments(text) })
})

test('a health client’s SMS is the link and nothing else, whatever was chosen', () => {
  expect(composeSms(lenoir)).toEqual({ text: `Vous avez un message, ${link}`, segments: 1 })
  expect(composeSms({ ...lenoir, urgency: 'urgent' }).text).toBe(`URGENT - Vous avez un message, ${link}`)
  const numbered = `3. Vous avez un message\nRép. 3 ok ou 3 rappeler\n${link}`
  expect(composeSms({ ...lenoir, number: 3 })).toEqual({ text: numbered, segments: 1 })
})

test('an SMS in French is one GSM-7 segment where accents outside it would make two', () => {
  const sms = composeSms({ ...petit, clientName: 'Françoise Lenoël', callerName: 'Benoît', carries: 'who' })
  expect(sms).toEqual({
    text: `Francoise Lenoel\nSMS de Benoit, 01 99 00 20 01, 14h05\n${link}`,
    segments: 1,
  })
})

test('a caller’s secrets and links are not passed on', () => {
  const body = 'Carte 4970 1012 3456 7893, voir https://evil.com/x'
  expect(composeSms({ ...petit, body }).text).toContain('Carte ****7893, voir evil(.)com/x')
  const mail = composeMail({ ...petit, body })
  for (const part of [mail.text, mail.html]) {
    expect(part).toContain('Carte ****7893, voir evil(.)com/x')
    expect(part).toContain('Ce message contient un lien envoyé par l’appelant')
  }
})

test('an e-mail says the same as text and as HTML', () => {
  const mail = composeMail({ ...petit, ...voicemail })
  expect(mail.subject).toBe('Cabinet Morel & Associés\u00a0: message vocal de Me Petit')
  expect(mail.text).toBe(
    [
      'Cabinet Morel & Associés\nmessage vocal\n',
      'Appelant\u00a0: Me Petit',
      'Numéro\u00a0: 01 99 00 20 01',
      'Arrivé\u00a0: le 21 novembre 2026 à 14\u00a0h\u00a005',
      'Durée\u00a0: 42 secondes\n',
      `Écouter le message\u00a0: ${link}\n`,
    ].join('\n'),
  )
  expect(mail.html).toContain('<bdi>Cabinet Morel &amp; Associés</bdi>')
  expect(mail.html).toContain('<a href="tel:+33199002001"><bdi>01 99 00 20 01</bdi></a>')
  expect(mail.html).toMatch(new RegExp(`<a href="${link}"[^>]*>Écouter le message</a>`))
})

test('an e-mail has the same number as the text, a health client’s too', () => {
  for (const facts of [petit, lenoir]) {
    const mail = composeMail({ ...facts, number: 3 })
    expect(mail.text).toMatch(new RegExp(`${link}\n\nPour répondre par SMS\u00a0: 3 ok ou 3 rappeler\n$`))
    expect(mail.html).toContain('SMS\u00a0: 3 ok ou 3 rappeler')
    expect(composeMail({ ...facts, number: 3, answerable: false }).text).not.toContain('répondre')
    const hint = (answerable: boolean) =>
      composeMail({ ...facts, number: 3, answerable, takesReplies: true }).text
    expect(hint(false)).toContain('Pour répondre à ce courriel')
    expect(hint(true)).toContain('Pour répondre par SMS ou à ce courriel')
  }
})

test('an urgent e-mail is marked in both parts', () => {
  const mail = composeMail({ ...petit, urgency: 'urgent' })
  expect(mail.text).toContain('URGENT - SMS\n')
  expect(mail.html).toContain('>URGENT - SMS</p>')
})

test('the subject is marked when urgent and says no more than the executive wants', () => {
  expect(composeMail({ ...petit, urgency: 'urgent' }).subject).toBe(
    '[URGENT] Cabinet Morel & Associés\u00a0: SMS de Me Petit',
  )
  expect(composeMail({ ...petit, carries: 'link' }).subject).toBe(
    'Cabinet Morel & Associés\u00a0: Vous avez un message',
  )
  expect(composeMail({ ...petit, language: 'en' }).subject).toBe(
    'Cabinet Morel & Associés: text from Me Petit',
  )
})

test('what is not to be carried stands in no part of the e-mail', () => {
  const who = composeMail({ ...petit, carries: 'who' })
  expect(Object.values(who).join()).not.toContain('rappeler')
  expect(who.text).toContain('Me Petit')
  expect(Object.values(composeMail({ ...petit, carries: 'link' })).join()).not.toMatch(
    /Petit|01 99|rappeler|tel:/,
  )
})

test('a health client’s e-mail holds the link and nothing else', () => {
  const mail = composeMail({ ...lenoir, ...voicemail })
  expect(mail.subject).toBe('Vous avez un message')
  expect(mail.text).toBe(`Vous avez un message\n\nOuvrir le message\u00a0: ${link}\n`)
  expect(mail.html).not.toMatch(/Lenoir|Petit|01 99|secondes|vocal|tel:/)
})

test('a name cannot add a header, a tag or a second direction', () => {
  const callerName = '<script>alert(1)</script>\r\nBcc: evil@x.fr\u202e"><img onerror=x>'
  const mail = composeMail({ ...petit, callerName, body: '"><img src=x onerror=alert(1)>' })
  expect(mail.subject).not.toMatch(/[\r\n\u202e]/)
  expect(mail.html).not.toMatch(/<script|<img|\u202e/)
  expect(mail.html).toContain(
    '<bdi>&lt;script&gt;alert(1)&lt;/script&gt; Bcc: evil@x.fr&quot;&gt;&lt;img onerror=x&gt;',
  )
})

test('whatever names and words come, an SMS has three segments at most and ends with the link', () => {
  fc.assert(
    fc.property(anyFacts(), (facts) => {
      const sms = composeSms(facts)
      expect(sms.segments).toBeLessThanOrEqual(3)
      expect(sms.segments).toBe(countSegments(sms.text))
      expect(sms.text.endsWith(link)).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('whatever names and words come, a subject is one line of 120 characters and the HTML has only our tags', () => {
  fc.assert(
    fc.property(anyFacts(), (facts) => {
      const mail = composeMail(facts)
      expect([...new Intl.Segmenter().segment(mail.subject)].length).toBeLessThanOrEqual(120)
      expect(mail.subject).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\p{Bidi_Control}]/u)
      const tags = new Set([...mail.html.matchAll(/<\/?([^\s>]+)/g)].map(([, tag]) => tag))
      const ours = '!doctype html head meta title body h1 bdi p table tr td a strong'.split(' ')
      expect([...tags].filter((tag) => !ours.includes(tag ?? ''))).toEqual([])
      expect(
        [...mail.html.matchAll(/href="([^"]*)"/g)].every(([, to]) => to === link || to?.startsWith('tel:+')),
      ).toBe(true)
    }),
    { numRuns: 100 },
  )
})

function anyFacts(): fc.Arbitrary<MessageFacts> {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 600 }),
    fc.constantFrom('<b>', '👍'.repeat(300), 'à côté '.repeat(90), '<a href="https://evil.com">ici</a>'),
  )
  const changes = fc.record({
    clientName: words,
    callerName: fc.option(words),
    body: fc.option(words),
    carries: fc.constantFrom('everything', 'who', 'link'),
    kind: fc.constantFrom('voicemail', 'missedCall', 'text', 'mattered'),
    urgency: fc.constantFrom('ordinary', 'urgent'),
    language: fc.constantFrom('fr', 'en'),
    health: fc.boolean(),
    number: fc.option(fc.integer({ min: 1, max: 99 })),
    answerable: fc.boolean(),
    takesReplies: fc.boolean(),
  })
  return changes.map((changed) => ({ ...petit, ...changed }))
}
