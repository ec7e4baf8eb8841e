import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { readMail } from '../../src/mail-intake/read-mail.ts'

const read = async (headers: string, { isBounce = false, body = '3 ok' } = {}) => {
  const raw = `From: Me Morel <Helene@Morel.demo.test>\r\n${headers ? `${headers}\r\n` : ''}\r\n${body}\r\n`
  return readMail(await PostalMime.parse(raw), isBounce)
}

test('a plain reply is hers, with her address in small letters', async () => {
  expect(await read('Subject: Re: Absents hier')).toEqual({
    kind: 'reply',
    text: '3 ok',
    from: 'helene@morel.demo.test',
    calendar: null,
  })
  expect(await read('Auto-Submitted: no')).toMatchObject({ kind: 'reply' })
})

test.each([
  'Auto-Submitted: auto-replied',
  'Auto-Submitted: auto-generated; type=x',
  'X-Autoreply: yes',
  'X-Autorespond: Re: hello',
  'Precedence: bulk',
  'Precedence: auto_reply',
  'Subject: Réponse automatique : Récapitulatif',
  'Subject: =?utf-8?Q?R=C3=A9ponse_automatique_=3A_R=C3=A9cap?=',
  'Subject: Automatic reply: Summary',
  'Subject: Re: Out of office',
  'Subject: Absence du bureau',
  'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
  'X-Failed-Recipients: r+1@example.fr',
])('with « %s » it is a program that answers', async (headers) => {
  expect(await read(headers)).toMatchObject({ kind: 'automatic' })
})

test('a mail with an empty sender is a bounce, whatever it says', async () => {
  expect(await read('', { isBounce: true })).toMatchObject({ kind: 'automatic' })
})

test('an answer to an invitation is for the reader of calendars', async () => {
  const body =
    '--x\r\nContent-Type: text/plain\r\n\r\nMe Morel a accepté\r\n--x\r\nContent-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n--x--'
  const type = 'Content-Type: multipart/alternative; boundary=x'
  const hers = { kind: 'calendar', text: 'Me Morel a accepté', calendar: /BEGIN:VCALENDAR/ }
  expect(await read(type, { body })).toMatchObject({
    ...hers,
    calendar: expect.stringMatching(hers.calendar),
  })
  expect(await read(`Auto-Submitted: auto-generated\r\n${type}`, { body })).toMatchObject({
    kind: 'calendar',
  })
  expect(await read(type, { body, isBounce: true })).toMatchObject({ kind: 'automatic' })
  const replied = body.replace('BEGIN:VCALENDAR\r\n', 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n')
  expect(await read(type, { body: replied, isBounce: true })).toMatchObject({ kind: 'calendar' })
})
