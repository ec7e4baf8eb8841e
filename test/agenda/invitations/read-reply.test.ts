import { describe, expect, test } from 'vitest'
import { readReply } from '../../../src/agenda/invitations/read-reply.ts'
import { calendarPrograms, type Pressed } from './calendar-programs.ts'

const pressed: Pressed = {
  ...{ uid: '0192f0c4@permanence', sequence: 2, attendee: 'helene@morel.demo.test', said: 'ACCEPTED' },
  ...{ organizer: `r+1-${'a'.repeat(26)}@reponse.test`, stamp: '20261122T101500Z' },
}
const outlook = (changes: Partial<Pressed> = {}) =>
  calendarPrograms['Outlook and Exchange']?.({ ...pressed, ...changes }) ?? expect.fail()

describe.each(Object.entries(calendarPrograms))('%s', (_, write) => {
  test.each(['ACCEPTED', 'DECLINED', 'TENTATIVE'] as const)(
    '%s is read, with whom and what it is about',
    (said) => {
      expect(readReply(write({ ...pressed, said }))).toEqual({
        ...{ kind: 'reply', uid: pressed.uid, sequence: 2, attendee: pressed.attendee, comment: null },
        ...{ said: said.toLowerCase(), stampedAt: new Date('2026-11-22T10:15:00Z') },
      })
    },
  )
  test('lines that end in LF alone are read as well', () => {
    expect(readReply(write(pressed).replaceAll('\r\n', '\n'))).toMatchObject({ said: 'accepted' })
  })
})

test.each([
  ['COMMENT', outlook().replace('COMMENT;LANGUAGE=fr-FR:\\n', 'COMMENT:Plutôt à 16 h\\, merci')],
  ['a parameter', outlook().replace('PARTSTAT=', 'X-RESPONSE-COMMENT="Plutôt à 16 h, merci";PARTSTAT=')],
])('what she wrote with it, in %s, is kept', (_, text) => {
  const read = readReply(text.replace('COMMENT;LANGUAGE=fr-FR:\\n\r\n', ''))
  expect(read?.comment).toBe('Plutôt à 16 h, merci')
})

test('a stamp in a zone of its own, or none, is not believed', () => {
  const local = outlook().replace('DTSTAMP:20261122T101500Z', 'DTSTAMP;TZID=Mars/Olympus:20261122T101500')
  expect(readReply(local)).toMatchObject({ kind: 'reply', stampedAt: null })
  expect(readReply(outlook({ stamp: '20261322T101500Z' }))).toMatchObject({ stampedAt: null })
})

test('without SEQUENCE it is about the first invitation', () => {
  expect(readReply(outlook().replace('SEQUENCE:2\r\n', ''))).toMatchObject({ sequence: 0 })
  expect(readReply(outlook().replace('SEQUENCE:2', 'SEQUENCE:zwei'))).toMatchObject({ sequence: 0 })
})

test('another time that she proposes is kept as it was written', () => {
  const counter = outlook().replace('METHOD:REPLY', 'METHOD:COUNTER')
  expect(readReply(counter)).toMatchObject({
    ...{ kind: 'counter', uid: pressed.uid },
    startsAt: { local: '2026-11-24T15:00:00', zone: 'W. Europe Standard Time' },
  })
  const google = calendarPrograms['Gmail and Google Calendar']?.(pressed) ?? expect.fail()
  expect(readReply(google.replace('METHOD:REPLY', 'METHOD:COUNTER'))).toMatchObject({
    startsAt: { local: '2026-11-24T14:00:00', zone: 'UTC' },
  })
})

test('a request for the newest version is one', () => {
  expect(readReply(outlook().replace('METHOD:REPLY', 'METHOD:REFRESH'))).toMatchObject({ kind: 'refresh' })
})

const event = /BEGIN:VEVENT[\s\S]*END:VEVENT\r\n/
const bomb = (line: string) =>
  outlook().replace('CLASS:PUBLIC', `${line}\r\n`.repeat(Math.floor(190_000 / (line.length + 2))).trimEnd())

test.each<[string, string]>([
  ['nothing', ''],
  ['no calendar', '<html>Bonjour</html>'],
  ['half a calendar', outlook().slice(0, 400)],
  ['an invitation of somebody else', outlook().replace('METHOD:REPLY', 'METHOD:REQUEST')],
  ['no method', outlook().replace('METHOD:REPLY\r\n', '')],
  ['no event', outlook().replace(event, '')],
  ['two events', outlook().replace(event, (one) => one + one)],
  ['one day of a series', outlook().replace('PRIORITY:5', 'RECURRENCE-ID:20261124T140000Z')],
  ['no UID', outlook().replace(/UID:.*\r\n/, '')],
  ['two people', outlook().replace('PRIORITY:5', 'ATTENDEE;PARTSTAT=DECLINED:mailto:b@x.test')],
  ['nobody', outlook().replace(/ATTENDEE.*\r\n/, '')],
  ['somebody who passed it on', outlook().replace('PARTSTAT=ACCEPTED', 'PARTSTAT=DELEGATED')],
  ['no answer', outlook().replace('PARTSTAT=ACCEPTED;', '')],
  ['a megabyte', `${outlook()}${' '.repeat(1_000_000)}`],
  ['two calendars', outlook() + outlook()],
  ['3,000 alarms', bomb('BEGIN:VALARM\r\nEND:VALARM')],
])('with %s a person has to look', (_, text) => {
  expect(readReply(text)).toBeNull()
})

test.each([
  ['properties that nobody knows', 'X-A;B=C:d'],
  ['folded lines', 'X-A:b\r\n c'],
  ['attachments that name files', 'ATTACH:file:///etc/passwd'],
  ['endless recurrences', 'RRULE:FREQ=SECONDLY'],
])('190 kB of %s are read past', (_, line) => {
  expect(readReply(bomb(line))).toMatchObject({ kind: 'reply', said: 'accepted' })
})
