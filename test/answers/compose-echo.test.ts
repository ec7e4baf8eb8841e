import { SegmentedMessage } from 'sms-segments-calculator'
import { expect, test } from 'vitest'
import { composeEcho } from '../../src/answers/compose-echo.ts'
import type { Reply } from '../../src/answers/reply.ts'

const now = new Date('2026-11-17T09:00:00Z')
const french = { language: 'fr', now, timeZone: 'Europe/Paris' } as const
const english = { ...french, language: 'en' } as const
const blanc = { number: 1, who: 'M. Blanc' }
const until = new Date('2026-11-17T14:00:00Z')
const away = { state: 'away', until } as const

const told: [Reply, string, string][] = [
  [
    { kind: 'acknowledged', line: blanc, answer: 'received', replaced: null },
    '1 (M. Blanc) : noté, vu.\nPour annuler : erreur',
    '1 (M. Blanc): noted, seen.\nTo take back: undo',
  ],
  [
    { kind: 'acknowledged', line: blanc, answer: 'secretaryCalls', replaced: 'received' },
    '1 (M. Blanc) : noté, le secrétariat rappelle. Remplace : vu.\nPour annuler : erreur',
    '1 (M. Blanc): noted, the office rings back. Replaces: seen.\nTo take back: undo',
  ],
  [
    { kind: 'acknowledged', line: { number: 7, who: null }, answer: 'executiveCalls', replaced: null },
    "7 : noté, vous rappelez. 7 ok quand c'est fait.\nPour annuler : erreur",
    '7: noted, you ring back. 7 ok when done.\nTo take back: undo',
  ],
  [
    { kind: 'acknowledged', line: blanc, answer: 'received', replaced: 'executiveCalls' },
    "1 (M. Blanc) : noté, c'est fait.\nPour annuler : erreur",
    '1 (M. Blanc): noted, done.\nTo take back: undo',
  ],
  [
    { kind: 'alreadySaid', line: blanc, answer: 'received' },
    '1 (M. Blanc) : déjà noté, vu.',
    '1 (M. Blanc): noted before, seen.',
  ],
  [
    { kind: 'closed', line: { number: null, who: null } },
    "Message : déjà réglé, rien n'est changé.",
    'Message: settled already, nothing changed.',
  ],
  [
    { kind: 'unknownLine', number: 42 },
    "Pas de ligne 42 en cours, rien n'est fait.",
    'No line 42 is open, nothing was done.',
  ],
  [
    { kind: 'notWaiting', line: blanc, asked: 'approve' },
    "1 (M. Blanc) n'attend ni oui ni non, rien n'est fait.",
    '1 (M. Blanc) awaits no yes or no, nothing was done.',
  ],
  [
    { kind: 'notWaiting', line: blanc, asked: 'cancelAppointment' },
    "1 (M. Blanc) n'est pas un rendez-vous, rien n'est annulé.",
    '1 (M. Blanc) is no appointment, nothing was cancelled.',
  ],
  [
    { kind: 'availabilitySet', availability: away },
    "Noté : vous apparaissez en absence jusqu'à 15h00.\nPour annuler : erreur",
    'Noted: you are shown as away until 15:00.\nTo take back: undo',
  ],
  [
    { kind: 'availability', availability: null },
    'Vous apparaissez disponible.',
    'You are shown as available.',
  ],
  [
    {
      kind: 'undone',
      undone: [{ kind: 'acknowledged', line: blanc, answer: 'received', before: 'executiveCalls' }],
    },
    'Annulé : 1 (M. Blanc), vu. Reste valable : vous rappelez.',
    'Taken back: 1 (M. Blanc), seen. Still holds: you ring back.',
  ],
  [
    { kind: 'undone', undone: [{ kind: 'availabilitySet', before: null }] },
    'Annulé : vous apparaissez disponible.',
    'Taken back: you are shown as available.',
  ],
  [
    { kind: 'undone', undone: [{ kind: 'other' }] },
    'Annulé : votre dernier choix sur la page.',
    'Taken back: your last choice on the page.',
  ],
]

test.each(told)('%j is told in French and English', (reply, fr, en) => {
  expect(composeEcho([reply], french)).toBe(fr)
  expect(composeEcho([reply], english)).toBe(en)
})

const short: Reply[] = [
  { kind: 'overtaken' },
  { kind: 'nothingToUndo' },
  { kind: 'changedSince' },
  { kind: 'help' },
  { kind: 'unclear' },
]

test('every echo is one segment in the letters of GSM-7', () => {
  for (const setting of [french, english])
    for (const reply of [...told.map(([first]) => first), ...short]) {
      const text = composeEcho([reply], setting)
      const { encodingName, segmentsCount } = new SegmentedMessage(text)
      expect([text, encodingName, segmentsCount]).toEqual([text, 'GSM-7', 1])
    }
})

test('several things are a line each, the same words once, and one way back for all', () => {
  const two: Reply[] = [
    { kind: 'acknowledged', line: blanc, answer: 'received', replaced: null },
    { kind: 'unknownLine', number: 4 },
    { kind: 'unknownLine', number: 4 },
  ]
  expect(composeEcho(two, french)).toBe(
    "1 (M. Blanc) : noté, vu.\nPas de ligne 4 en cours, rien n'est fait.\nPour annuler : erreur",
  )
})
