import { expect, test } from 'vitest'
import { frenchPair, spokenNumber } from '../../src/phone-number/spoken-number.ts'
import { parsePhoneNumber } from '../../src/phone-number.ts'

test.each([
  ['+33199002001', 'zéro un, quatre-vingt-dix-neuf, zéro zéro, vingt, zéro un'],
  ['+33612717081', 'zéro six, douze, soixante et onze, soixante-dix, quatre-vingt-un'],
  ['+262692123456', 'zéro six, quatre-vingt-douze, douze, trente-quatre, cinquante-six'],
  [
    '+442079460958',
    'Royaume-Uni, plus quarante-quatre, vingt, soixante-dix-neuf, quarante-six, zéro neuf, cinquante-huit',
  ],
  ['+32470123456', 'Belgique, plus trente-deux, quatre, soixante-dix, douze, trente-quatre, cinquante-six'],
  [
    '+352621123456',
    'Luxembourg, plus trois cinquante-deux, six, vingt et un, douze, trente-quatre, cinquante-six',
  ],
])('%s is spoken in French as %s', (number, spoken) => {
  expect(speak(number, 'fr')).toBe(spoken)
})

test.each([
  ['+33199002001', '0 1, 9 9, 0 0, 2 0, 0 1'],
  ['+14155550123', 'United States, plus 1, 4 1, 5 5, 5 5, 0 1, 2 3'],
])('%s is spoken in English as %s', (number, spoken) => {
  expect(speak(number, 'en')).toBe(spoken)
})

test('every pair has its own French words', () => {
  const pairs = Array.from({ length: 100 }, (_, value) => frenchPair(String(value).padStart(2, '0')))
  expect(new Set(pairs).size).toBe(100)
  expect(['17', '21', '61', '71', '79', '80', '81', '91', '99'].map(frenchPair)).toEqual([
    'dix-sept',
    'vingt et un',
    'soixante et un',
    'soixante et onze',
    'soixante-dix-neuf',
    'quatre-vingts',
    'quatre-vingt-un',
    'quatre-vingt-onze',
    'quatre-vingt-dix-neuf',
  ])
})

function speak(text: string, language: 'fr' | 'en'): string {
  const number = parsePhoneNumber(text)
  if (!number) throw new Error(`${text} is not a number`)
  return spokenNumber(number, language)
}
