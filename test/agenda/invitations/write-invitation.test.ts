import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { type Invitation, writeInvitation } from '../../../src/agenda/invitations/write-invitation.ts'
import { parseEmail } from '../../../src/email-address.ts'
import { calendarFaults } from './calendar-faults.ts'

const email = (address: string) => parseEmail(address) ?? expect.fail(address)
const link = 'https://permanence.example/l/1/abcdefghijklmnopqrstuv'

const written = (changes: Partial<Invitation> = {}) =>
  writeInvitation({
    ...{ method: 'REQUEST', uid: '0192f0c4@permanence', sequence: 0, state: 'proposed', language: 'fr' },
    ...{ health: false, carries: 'everything', link, title: 'Premier rendez-vous', venue: 'onSite' },
    ...{ venueDetail: '12, rue de la Paix ; 2e étage', callerName: 'M. Blanc', callerNumber: '+33612345678' },
    ...{ details: [{ question: 'Affaire', answer: 'divorce; garde, etc.' }], note: 'Vu en 2024\nRappeler' },
    startsAt: new Date('2026-11-24T14:00:00Z'),
    endsAt: new Date('2026-11-24T14:45:00Z'),
    organizer: { name: 'Cabinet Morel & Associés', address: email(`r+1-${'a'.repeat(26)}@reponse.test`) },
    attendee: { name: 'Me Morel', address: email('helene@morel.demo.test') },
    answerable: true,
    now: new Date('2026-11-22T10:00:00Z'),
    ...changes,
  })

const eventIn = (text: string) => {
  const calendar = ICAL.Component.fromString(text)
  return calendar.getFirstSubcomponent('vevent') ?? expect.fail(text)
}
const valueIn = (text: string, name: string) => eventIn(text).getFirstPropertyValue(name)?.toString() ?? null

test('a proposed appointment asks her: tentative, in UTC, with whom and where', () => {
  const text = written()
  expect(calendarFaults(text)).toEqual([])
  const event = eventIn(text)
  expect(valueIn(text, 'dtstart')).toBe('2026-11-24T14:00:00Z')
  expect(valueIn(text, 'dtend')).toBe('2026-11-24T14:45:00Z')
  expect(valueIn(text, 'dtstamp')).toBe('2026-11-22T10:00:00Z')
  expect(valueIn(text, 'status')).toBe('TENTATIVE')
  expect(valueIn(text, 'summary')).toBe('Premier rendez-vous – M. Blanc')
  expect(valueIn(text, 'location')).toBe('12, rue de la Paix ; 2e étage')
  expect(valueIn(text, 'description')).toBe(
    `06 12 34 56 78\nAffaire\u00a0: divorce; garde, etc.\nVu en 2024\nRappeler\n${link}`,
  )
  expect(event.getFirstProperty('attendee')?.toJSON()).toMatchObject([
    'attendee',
    { partstat: 'NEEDS-ACTION', rsvp: 'TRUE', cn: 'Me Morel', role: 'REQ-PARTICIPANT' },
    'cal-address',
    expect.stringMatching(/^mailto:helene@morel\.demo\.test$/i),
  ])
})

test('confirmed it stands, and she can still decline it', () => {
  const text = written({ state: 'confirmed', sequence: 3 })
  expect(calendarFaults(text)).toEqual([])
  expect(valueIn(text, 'status')).toBe('CONFIRMED')
  expect(valueIn(text, 'sequence')).toBe('3')
  const attendee = eventIn(text).getFirstProperty('attendee')
  expect([attendee?.getParameter('partstat'), attendee?.getParameter('rsvp')]).toEqual(['ACCEPTED', 'TRUE'])
})

test.each(['cancelled', 'declined'] as const)('one that is %s is cancelled under the same UID', (state) => {
  const text = written({ method: 'CANCEL', state, sequence: 4 })
  expect(calendarFaults(text)).toEqual([])
  expect(valueIn(text, 'uid')).toBe('0192f0c4@permanence')
  expect(valueIn(text, 'status')).toBe('CANCELLED')
  expect(valueIn(text, 'sequence')).toBe('4')
})

test.each([
  ['a health client', { health: true }],
  ['who wants links only', { carries: 'link' as const }],
])('of %s it says when, and links to the rest', (_, changes) => {
  const text = written(changes)
  expect(calendarFaults(text)).toEqual([])
  expect(valueIn(text, 'summary')).toBe('Rendez-vous')
  expect(valueIn(text, 'description')).toBe(link)
  expect(valueIn(text, 'location')).toBeNull()
  for (const secret of ['Blanc', 'Premier', 'divorce', '2024', 'Paix', '06 12', '612345678'])
    expect(text.replaceAll('\r\n ', '')).not.toContain(secret)
})

test('who wants to know only who called learns that', () => {
  const text = written({ carries: 'who' })
  expect(valueIn(text, 'summary')).toBe('Rendez-vous – M. Blanc')
  expect(valueIn(text, 'description')).toBe(link)
  expect(valueIn(text, 'location')).toBeNull()
})

test('without a name the number says who, without either nobody', () => {
  expect(valueIn(written({ callerName: null }), 'summary')).toBe('Premier rendez-vous – 06 12 34 56 78')
  expect(valueIn(written({ callerName: null, callerNumber: null }), 'summary')).toBe('Premier rendez-vous')
})

test('in English it speaks English', () => {
  const text = written({ language: 'en', venue: 'telephone', venueDetail: null, carries: 'who', title: 'x' })
  expect(valueIn(text, 'summary')).toBe('Appointment – M. Blanc')
  const told = written({ language: 'en', venue: 'telephone', venueDetail: null })
  expect(valueIn(told, 'location')).toBe('By telephone')
})

test.each([
  ['a quote', 'Jean "Johnny" Petit', 'Jean "Johnny" Petit'],
  ['separators', 'Petit; Grand, Frères\\Cie: SA', 'Petit; Grand, Frères\\Cie: SA'],
  ['a new property', 'Petit\r\nATTENDEE:mailto:evil@x.test', 'Petit ATTENDEE:mailto:evil@x.test'],
  ['a folded new property', 'Petit\r\n ATTENDEE:mailto:evil@x.test', 'Petit ATTENDEE:mailto:evil@x.test'],
  ['a new event', 'A\nEND:VEVENT\nBEGIN:VEVENT', 'A END:VEVENT BEGIN:VEVENT'],
  ['right-to-left marks', '\u202eBlanc\u200f', 'Blanc'],
  ['Arabic', 'محمد بن علي', 'محمد بن علي'],
  ['a family', '👨‍👩‍👧‍👦 Petit', '👨‍👩‍👧‍👦 Petit'],
  ['NUL and half an emoji', 'Pe\u0000tit\ud83d', 'Petit'],
  ['a caret, as RFC 6868 escapes', "^n^'^^", "^n^'^^"],
])('%s in a name stays a name', (_, name, shown) => {
  const text = written({
    callerName: name,
    title: name,
    attendee: { name, address: email('helene@morel.demo.test') },
    organizer: { name, address: email('r+1@reponse.test') },
  })
  expect(calendarFaults(text)).toEqual([])
  expect(valueIn(text, 'summary')).toBe(`${shown} – ${shown}`)
  expect(eventIn(text).getFirstProperty('attendee')?.getParameter('cn')).toBe(shown)
  expect(eventIn(text).getFirstProperty('organizer')?.getParameter('cn')).toBe(shown)
})

test('a name of nothing but invisible letters is replaced by the address', () => {
  const text = written({ attendee: { name: '\u200b', address: email('helene@morel.demo.test') } })
  expect(eventIn(text).getFirstProperty('attendee')?.getParameter('cn')).toBe('helene@morel.demo.test')
})

test('long words are folded on octets and come back whole', () => {
  const note = 'é'.repeat(60) + '𝒳'.repeat(60)
  const text = written({ note, callerName: 'é'.repeat(110) })
  expect(calendarFaults(text)).toEqual([])
  expect(valueIn(text, 'description')).toContain(note)
  expect(valueIn(text, 'summary')).toBe(`Premier rendez-vous – ${'é'.repeat(110)}`)
})

test('whatever is written down, it is one sound event', () => {
  const any = fc.string({ unit: 'binary', maxLength: 200 })
  const property = fc.property(any, any, any, any, (title, callerName, note, answer) => {
    const text = written({ title, callerName, note, details: [{ question: title, answer }] })
    expect(calendarFaults(text)).toEqual([])
    expect(valueIn(text, 'uid')).toBe('0192f0c4@permanence')
  })
  fc.assert(property, { numRuns: 100 })
})
