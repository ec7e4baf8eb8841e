import { expect, test } from 'vitest'
import { readAnswer } from '../../src/answers/read-answer.ts'
import { htmlText, replyText } from '../../src/mail-intake/reply-text.ts'
import { mailPrograms } from './mail-programs.ts'

const moment = { now: new Date('2026-11-17T09:00:00Z'), timeZone: 'Europe/Paris' }
const answers = { '3 ok': [{ kind: 'acknowledge', line: 3 }], '2 rappeler\n4 oui': expect.any(Array) }

for (const [program, write] of Object.entries(mailPrograms))
  test.each(Object.entries(answers))(
    `${program}: of forty quoted lines nothing is left beside « %s »`,
    (answer, commands) => {
      const text = replyText(write(answer))
      expect(text.replace('Bonjour,', '').trim()).toBe(answer)
      expect(readAnswer(text, moment)).toEqual({ kind: 'commands', commands })
    },
  )

test('what she writes between quoted lines is kept, and no more than a program would add is cut', () => {
  expect(replyText('3 ok\nDe quoi parle-t-il ?')).toBe('3 ok\nDe quoi parle-t-il ?')
  expect(replyText('On se voit lundi\n3 ok')).toBe('On se voit lundi\n3 ok')
  expect(replyText('')).toBe('')
  expect(replyText(`${'> 4 ok and some more of what was said before\n'.repeat(200)}\n3 ok`)).toBe('3 ok')
  expect(replyText('> 3 ok\n> 4 ok')).toBe('')
})

test('a mail as HTML only is read without its quotes, styles and signs', () => {
  const html =
    '<html><head><style>p{color:red}</style></head><body><p>Jusqu&rsquo;&agrave; 15h&nbsp;</p><p>3&#32;ok</p><blockquote><p>4 ok</p></blockquote></body></html>'
  expect(replyText(htmlText(html))).toBe('Jusqu’à 15h\n3 ok')
  expect(htmlText('&#99999999; &#x110000; &unknown;')).toBe('&#99999999; &#x110000; &unknown;')
})

test('a long text costs little, whatever it holds', () => {
  for (const text of [
    'De : '.repeat(50_000),
    '\n'.repeat(200_000),
    'Op x '.repeat(40_000),
    `${'<'.repeat(200_000)}`,
  ])
    expect(replyText(htmlText(text)).length + replyText(text).length).toBeLessThanOrEqual(4_000)
})
