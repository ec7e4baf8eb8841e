import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  callerFrom,
  canBeTexted,
  formatNational,
  isPhoneNumber,
  type PhoneNumber,
  parsePhoneNumber,
  whyNotDiallable,
} from '../src/phone-number.ts'

test.each([
  ['0612345678', '+33612345678'],
  ['06 12 34 56 78', '+33612345678'],
  ['06.12.34.56.78', '+33612345678'],
  ['06/12/34/56/78', '+33612345678'],
  ['06-12-34-56-78', '+33612345678'],
  ['0033612345678', '+33612345678'],
  ['00 33 6 12 34 56 78', '+33612345678'],
  ['+33 (0)6 12 34 56 78', '+33612345678'],
  ['(+33) 6 12 34 56 78', '+33612345678'],
  ['+330612345678', '+33612345678'],
  ['٠٦١٢٣٤٥٦٧٨', '+33612345678'],
  ['０６１２３４５６７８', '+33612345678'],
  ['＋33612345678', '+33612345678'],
  ['\u202a+33 6 12 34 56 78\u202c', '+33612345678'],
  ['06\u200b12\u00a034\u202f56 78', '+33612345678'],
  ['+33612345678;ext=99', '+33612345678'],
  ['01 99 00 20 01', '+33199002001'],
  ['0692 12 34 56', '+262692123456'],
  ['+33692123456', '+262692123456'],
  ['0262 12 34 56', '+262262123456'],
  ['0269 60 12 34', '+262269601234'],
  ['0590 27 12 34', '+590590271234'],
  ['0690 12 34 56', '+590690123456'],
  ['0696 12 34 56', '+596696123456'],
  ['0694 12 34 56', '+594694123456'],
  ['06 39 98 00 01', '+33639980001'],
  ['+1 415 555 0123', '+14155550123'],
  ['+33700000000', '+33700000000'],
])('%s is read as %s', (written, number) => {
  expect(parsePhoneNumber(written)).toBe(number)
})

test.each([
  '',
  '15',
  '112',
  '3949',
  '118218',
  '+3315',
  '1e10',
  '0612345678,0698765432',
  '06 12 34 56 78 / 06 98 76 54 32',
  '06.12.34.56.78 poste 12',
  '06 12 34 56',
  '+266696687',
  '+7378742833',
  '+86282452253',
  'anonymous',
  `0612345678${'0'.repeat(10_000)}`,
])('%s is not a telephone number', (written) => {
  expect(parsePhoneNumber(written)).toBeNull()
})

test('what was read once is read again as the same number', () => {
  const digits = fc.stringMatching(/^(\+|00|0)?[0-9 .()-]{2,18}$/)
  fc.assert(
    fc.property(fc.oneof(fc.string(), digits), (written) => {
      const number = parsePhoneNumber(written)
      if (number === null) return
      expect(isPhoneNumber(number)).toBe(true)
      expect(parsePhoneNumber(number)).toBe(number)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  '',
  '  ',
  'anonymous',
  'Anonymous',
  'Restricted',
  'UNKNOWN',
  'unavailable',
  'Private',
  'blocked',
  'withheld',
  '+266696687',
  '266696687',
  '+1266696687',
  '+7378742833',
  '+17378742833',
  '+86282452253',
  '+8656696',
  '8656696',
  '+2562533',
  'sip:anonymous@anonymous.invalid',
])('a caller shown as "%s" withholds his number', (from) => {
  expect(callerFrom(from)).toEqual({ kind: 'withheld' })
})

test.each(['client:alice', 'sip:+33612345678@pbx.example', 'MaBanque', '36664', '+3315', '112'])(
  'a caller shown as "%s" is neither a number nor withheld',
  (from) => {
    expect(callerFrom(from)).toEqual({ kind: 'other', raw: from })
  },
)

test('a caller with an unassigned number is still a number', () => {
  expect(callerFrom('+33700000000')).toEqual({ kind: 'number', number: '+33700000000' })
})

test('an unreadable caller is kept without control characters and at a bounded length', () => {
  expect(callerFrom(`a\u0000b\ud800${'x'.repeat(500)}`)).toEqual({
    kind: 'other',
    raw: `ab${'x'.repeat(198)}`,
  })
})

test.each([
  ['15', 'emergency'],
  ['112', 'emergency'],
  ['1 1 4', 'emergency'],
  ['+33 17', 'emergency'],
  ['3949', 'short'],
  ['118218', 'short'],
  ['poste 12', 'invalid'],
  ['+33700000000', 'invalid'],
  ['0899123456', 'premium'],
  ['+19005551234', 'premium'],
  ['0810123456', 'sharedCost'],
  ['+447012345678', 'personal'],
  ['+882161234567', 'satellite'],
  ['+870773123456', 'satellite'],
  ['+8835100123456', 'satellite'],
  ['+14155550123', 'country'],
  ['+80012345678', 'country'],
])('%s is not rung or texted: %s', (destination, reason) => {
  expect(whyNotDiallable(destination)).toBe(reason)
})

test.each(['0612345678', '0800123456', '0199001101', '0692123456', '+590590271234', '+508411234'])(
  '%s may be rung',
  (destination) => {
    expect(whyNotDiallable(destination)).toBeNull()
  },
)

test('a client may allow another country', () => {
  expect(whyNotDiallable('+32470123456', ['FR', 'BE'])).toBeNull()
})

test.each([
  ['+33612345678', false, true],
  ['+33142685300', false, false],
  ['+33700000000', false, false],
  ['+262692123456', false, true],
  ['+14155550123', false, true],
  ['+33199001101', false, false],
  ['+33199001101', true, true],
  ['+33199008001', true, false],
  ['+33142685300', true, false],
])('%s with demo %s can be texted: %s', (number, demo, expected) => {
  expect(canBeTexted(known(number), { demo })).toBe(expected)
})

test('numbers are shown as their country writes them', () => {
  expect(formatNational(known('+33199002001'))).toBe('01 99 00 20 01')
  expect(formatNational(known('+262692123456'))).toBe('0692 12 34 56')
  expect(formatNational(known('+442079460958'))).toBe('+44 20 7946 0958')
})

function known(text: string): PhoneNumber {
  const number = parsePhoneNumber(text)
  if (!number) throw new Error(`${text} is not a number`)
  return number
}
