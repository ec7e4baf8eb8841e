import { describe, expect, test } from 'vitest'
import { optOutWish } from '../../src/texts/opt-out-words.ts'

const wish = (body: string) => optOutWish(body, null)

describe('a word alone', () => {
  test.each([
    'STOP',
    'Stop.',
    ' stop ',
    'stop !',
    '"Stop"',
    'STOPALL',
    'unsubscribe',
    'Cancel',
    'END',
    'quit',
  ])('"%s" stops texts', (body) => expect(wish(body)).toBe('stop'))
  test.each(['ARRET', 'ARRÊT', 'arrêt', 'Arre\u0302t', 'Arrêter', 'DESABONNER', 'désabonner', 'Désinscrire'])(
    '"%s" stops them in French',
    (body) => expect(wish(body)).toBe('stop'),
  )
  test.each(['START', 'start.', 'Unstop', 'reprendre'])('"%s" wants them again', (body) =>
    expect(wish(body)).toBe('start'),
  )
})

test.each(['stop svp', 'Stop merci', 'STOP SMS', 'Arrêt merci', 'stop, je suis là'])(
  '"%s" is for a person to read',
  (body) => expect(wish(body)).toBe('unclear'),
)

test.each([
  '',
  '   ',
  '…',
  'Bonjour',
  'Ne stoppez pas',
  'Pouvez-vous stop',
  'nonstop',
  'Stop au 3e feu, puis à droite, je vous attends',
  'oui',
  'Fin',
])('"%s" says nothing of texts', (body) => expect(wish(body)).toBeNull())

test('what the exchange understood counts before the words', () => {
  expect([optOutWish('anything', 'STOP'), optOutWish('stop', 'START')]).toEqual(['stop', 'start'])
  expect([optOutWish('Bonjour', 'HELP'), optOutWish('aide', 'HELP')]).toEqual([null, null])
})
