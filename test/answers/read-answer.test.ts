import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '../../src/answers/command.ts'
import { readAnswer } from '../../src/answers/read-answer.ts'

const paris = { now: new Date('2026-11-17T09:00:00Z'), timeZone: 'Europe/Paris' }
const read = (text: string, moment = paris) => readAnswer(text, moment)

/** What was read, short: `3 acknowledge`, `undo`, `away 2026-11-17T14:00Z`; null when unclear. */
function say(text: string, moment = paris): string | null {
  const reading = read(text, moment)
  return reading.kind === 'commands' ? reading.commands.map(sayCommand).join(', ') : null
}

function sayCommand(command: Command): string {
  if (command.kind === 'away') return `away ${command.until.toISOString().replace(':00.000', '')}`
  if (command.kind === 'move')
    return `${command.line} move ${command.startsAt.toISOString().replace(':00.000', '')}`
  return 'line' in command && command.line !== null ? `${command.line} ${command.kind}` : command.kind
}

test.each([
  ['4 jeudi 15h', '4 move 2026-11-19T14:00Z'],
  ['4 : jeudi 15h30 svp', '4 move 2026-11-19T14:30Z'],
  ['4 plutôt jeudi à 15h', '4 move 2026-11-19T14:00Z'],
  ['4 reporter au 3/12 à 9h', '4 move 2026-12-03T08:00Z'],
  ['4 le 24 à 10h', '4 move 2026-11-24T09:00Z'],
  ['4 demain 9h', '4 move 2026-11-18T08:00Z'],
  ['4 thursday 3pm', '4 move 2026-11-19T14:00Z'],
  ['4 move to thursday 3pm', '4 move 2026-11-19T14:00Z'],
  ['3 ok, 4 jeudi 15h', '3 acknowledge, 4 move 2026-11-19T14:00Z'],
])('another time: %j is read as %s', (text, said) => {
  expect(say(text)).toBe(said)
})

test.each([
  '4 jeudi',
  '4 15h',
  '4 demain 3h',
  '4 lundi 10h ou mardi 10h',
  '4 oui 4 jeudi 15h',
  '4 5 jeudi 15h',
  'jeudi 15h',
  '4 hier 10h',
  '4 le 31/11 à 10h',
])('half a time, or two, is no time: %j', (text) => {
  expect(read(text)).toEqual({ kind: 'unclear' })
})

test.each([
  ['3 ok', '3 acknowledge'],
  ['3 Ok', '3 acknowledge'],
  ['3 OK.', '3 acknowledge'],
  ['ok 3', '3 acknowledge'],
  ['Ok 3 !', '3 acknowledge'],
  ['3: ok.', '3 acknowledge'],
  ['3 : ok', '3 acknowledge'],
  ['3. ok', '3 acknowledge'],
  ['3) ok', '3 acknowledge'],
  ['(3) ok', '3 acknowledge'],
  ['3 - ok', '3 acknowledge'],
  ['- 3 ok', '3 acknowledge'],
  ['3, ok', '3 acknowledge'],
  ['3ok', '3 acknowledge'],
  ['ok3', '3 acknowledge'],
  ['n°3 ok', '3 acknowledge'],
  ['N° 3 ok', '3 acknowledge'],
  ['no3 ok', '3 acknowledge'],
  ['#3 ok', '3 acknowledge'],
  ['numéro 3 ok', '3 acknowledge'],
  ['message 3 : bien reçu', '3 acknowledge'],
  ['« 3 ok »', '3 acknowledge'],
  ['“3 ok”', '3 acknowledge'],
  ['3 ok 👍', '3 acknowledge'],
  ['3 ok 👍🏽 🙏', '3 acknowledge'],
  ['3 ok\u00a0!', '3 acknowledge'],
  ['3\u202fok', '3 acknowledge'],
  ['\ufeff3 ok', '3 acknowledge'],
  ['3️⃣ ok', '3 acknowledge'],
  ['3 c’est ok', '3 acknowledge'],
  ['3 d’accord', '3 acknowledge'],
  ['3 noté merci', '3 acknowledge'],
  ['Bonjour, 3 ok, merci', '3 acknowledge'],
  ['Bonjour\n\n3 ok\n\nCordialement', '3 acknowledge'],
  ['3 ok s’il vous plaît', '3 acknowledge'],
  ['3 received, thanks', '3 acknowledge'],
  ['3 ok 3 ok', '3 acknowledge'],
  ['99 ok', '99 acknowledge'],
  ['ok', 'acknowledge'],
  ['Ok merci', 'acknowledge'],
  ['Bien reçu.', 'acknowledge'],
  ['2 rappeler', '2 secretaryCalls'],
  ['2 Rappelez', '2 secretaryCalls'],
  ['2 rappelez-le', '2 secretaryCalls'],
  ['rappeler 2', '2 secretaryCalls'],
  ['2 merci de rappeler', '2 secretaryCalls'],
  ['Merci de rappeler 2', '2 secretaryCalls'],
  ['2 call', '2 secretaryCalls'],
  ['please call 2', '2 secretaryCalls'],
  ['2 call him back please', '2 secretaryCalls'],
  ['2 ok rappeler', '2 secretaryCalls'],
  ['rappeler', 'secretaryCalls'],
  ['2 je rappelle', '2 executiveCalls'],
  ['Je rappelle 2', '2 executiveCalls'],
  ['2 je le rappelle', '2 executiveCalls'],
  ['2 ok je rappelle', '2 executiveCalls'],
  ['2 I call', '2 executiveCalls'],
  ['2 I’ll call', '2 executiveCalls'],
  ["2 I'll call back", '2 executiveCalls'],
  ['I will call 2', '2 executiveCalls'],
  ['je rappelle', 'executiveCalls'],
  ['4 oui', '4 approve'],
  ['4 Oui merci', '4 approve'],
  ['yes 4', '4 approve'],
  ['4 YES', '4 approve'],
  ['5 non', '5 decline'],
  ['5 non merci', '5 decline'],
  ['no 5', '5 decline'],
  ['5 no', '5 decline'],
  ['4 annuler', '4 cancelAppointment'],
  ['4 annulé', '4 cancelAppointment'],
  ['annuler 4', '4 cancelAppointment'],
  ['cancel 4', '4 cancelAppointment'],
  ['4 cancel', '4 cancelAppointment'],
  ['4 annuler le rendez-vous', '4 cancelAppointment'],
  ['3 ok, 4 rappeler', '3 acknowledge, 4 secretaryCalls'],
  ['3 ok\n4 rappeler', '3 acknowledge, 4 secretaryCalls'],
  ['3 ok. 4 rappeler.', '3 acknowledge, 4 secretaryCalls'],
  ['3 ok 4 rappeler', '3 acknowledge, 4 secretaryCalls'],
  ['3 ok; 4 oui; 5 non', '3 acknowledge, 4 approve, 5 decline'],
  ['3 ok et 4 rappeler', '3 acknowledge, 4 secretaryCalls'],
  ['1. ok 2. rappeler', '1 acknowledge, 2 secretaryCalls'],
  ['ok 3. rappeler 4', '3 acknowledge, 4 secretaryCalls'],
  ['ok 3, rappeler 4', '3 acknowledge, 4 secretaryCalls'],
  ['- 3 ok\n- 4 je rappelle', '3 acknowledge, 4 executiveCalls'],
  ['3 et 4 ok', '3 acknowledge, 4 acknowledge'],
  ['3 & 4 ok', '3 acknowledge, 4 acknowledge'],
  ['3 + 4 ok', '3 acknowledge, 4 acknowledge'],
  ['3, 4 et 5 ok', '3 acknowledge, 4 acknowledge, 5 acknowledge'],
  ['3,4 ok', '3 acknowledge, 4 acknowledge'],
  ['1 2 3 ok', '1 acknowledge, 2 acknowledge, 3 acknowledge'],
  ['ok 3, 4', '3 acknowledge, 4 acknowledge'],
  ['ok 3 et 4', '3 acknowledge, 4 acknowledge'],
  ['-3 ok', '3 acknowledge'],
  ['messages 3 et 4 ok', '3 acknowledge, 4 acknowledge'],
  ['3 and 4 ok', '3 acknowledge, 4 acknowledge'],
  ['3 4 ok 5 non', '3 acknowledge, 4 acknowledge, 5 decline'],
  ['erreur', 'undo'],
  ['Erreur !', 'undo'],
  ['undo', 'undo'],
  ['Oops', 'undo'],
  ['Oups, erreur', 'undo'],
  ['erreur, 3 rappeler', 'undo, 3 secretaryCalls'],
  ['dispo', 'tellAvailability'],
  ['Dispo ?', 'tellAvailability'],
  ['available?', 'tellAvailability'],
  ['Suis-je dispo ?', 'tellAvailability'],
  ['je suis dispo', 'available'],
  ['Je suis disponible.', 'available'],
  ['de retour', 'available'],
  ['back', 'available'],
  ['I’m back!', 'available'],
  ['aide', 'help'],
  ['HELP', 'help'],
  ['Aide ?', 'help'],
])('« %s » is read as %s', (text, expected) => {
  expect(say(text)).toBe(expected)
})

// Paris is an hour ahead of UTC; it is Tuesday, ten in the morning.
test.each([
  ["jusqu'à 15h", '2026-11-17T14:00Z'],
  ['jusqu’à 15h', '2026-11-17T14:00Z'],
  ['JUSQUA 15H', '2026-11-17T14:00Z'],
  ["jusqu'a 15h30", '2026-11-17T14:30Z'],
  ["jusqu'à 15 h 30", '2026-11-17T14:30Z'],
  ["jusqu'à 15:30", '2026-11-17T14:30Z'],
  ["jusqu'à 15 heures", '2026-11-17T14:00Z'],
  ["jusqu'à midi", '2026-11-17T11:00Z'],
  ["jusqu'à midi et demi", '2026-11-17T11:30Z'],
  ["jusqu'à minuit", '2026-11-17T23:00Z'],
  ["je suis au tribunal jusqu'à 15h", '2026-11-17T14:00Z'],
  ["Bonjour, je suis au tribunal jusqu'à 15h. Merci", '2026-11-17T14:00Z'],
  ["Je suis au tribunal, jusqu'à 15h", '2026-11-17T14:00Z'],
  ["En rendez-vous jusqu'à 11h15", '2026-11-17T10:15Z'],
  ["en réunion et en déplacement jusqu'à 18h", '2026-11-17T17:00Z'],
  ["en rdv client jusqu'à 15h", '2026-11-17T14:00Z'],
  ["J'ai un rendez-vous jusqu'à 15h", '2026-11-17T14:00Z'],
  ["jusqu'à 15h au tribunal", '2026-11-17T14:00Z'],
  ["pas dispo jusqu'à 15h", '2026-11-17T14:00Z'],
  ["je ne suis pas disponible jusqu'à 15h", '2026-11-17T14:00Z'],
  ["indisponible jusqu'à 15h", '2026-11-17T14:00Z'],
  ["absente du cabinet jusqu'à 15h", '2026-11-17T14:00Z'],
  ["en appel jusqu'à 11h", '2026-11-17T10:00Z'],
  ["jusqu'à demain 9h", '2026-11-18T08:00Z'],
  ["jusqu'à demain à 9h", '2026-11-18T08:00Z'],
  ["jusqu'à demain matin 9h", '2026-11-18T08:00Z'],
  ["jusqu'à 9h demain", '2026-11-18T08:00Z'],
  ["jusqu'à demain", '2026-11-18T07:00Z'],
  ["jusqu'à demain midi", '2026-11-18T11:00Z'],
  ["jusqu'à demain après-midi", '2026-11-18T13:00Z'],
  ["jusqu'à après-demain 9h", '2026-11-19T08:00Z'],
  ["jusqu'à lundi", '2026-11-23T07:00Z'],
  ["jusqu'à lundi 14h", '2026-11-23T13:00Z'],
  ["en congés jusqu'à vendredi inclus", '2026-11-21T07:00Z'],
  ["jusqu'au 24", '2026-11-24T07:00Z'],
  ["jusqu'au 3 décembre", '2026-12-03T07:00Z'],
  ["jusqu'au 1er décembre", '2026-12-01T07:00Z'],
  ["jusqu'au 3/12", '2026-12-03T07:00Z'],
  ["jusqu'au lundi 30 novembre à 14h", '2026-11-30T13:00Z'],
  ['de retour à 14h', '2026-11-17T13:00Z'],
  ['De retour vers 14h', '2026-11-17T13:00Z'],
  ['de retour demain', '2026-11-18T07:00Z'],
  ['je serai de retour lundi à 14h', '2026-11-23T13:00Z'],
  ['Absent, de retour lundi', '2026-11-23T07:00Z'],
  ['disponible à partir de 15h', '2026-11-17T14:00Z'],
  ['until 3pm', '2026-11-17T14:00Z'],
  ['until 3 p.m.', '2026-11-17T14:00Z'],
  ['until 3:30pm', '2026-11-17T14:30Z'],
  ['until noon', '2026-11-17T11:00Z'],
  ['back at 15:30', '2026-11-17T14:30Z'],
  ['I’m in court until 3pm', '2026-11-17T14:00Z'],
  ['In a meeting till 15:30', '2026-11-17T14:30Z'],
  ['until tomorrow 9am', '2026-11-18T08:00Z'],
  ['until 9am tomorrow', '2026-11-18T08:00Z'],
  ['back on Monday at 2pm', '2026-11-23T13:00Z'],
  ['I’ll be back tomorrow', '2026-11-18T07:00Z'],
  ['until December 3rd', '2026-12-03T07:00Z'],
  ['not available until 3pm', '2026-11-17T14:00Z'],
])('« %s » sets her away until %s', (text, until) => {
  expect(say(text)).toBe(`away ${until}`)
})

test('she may answer and go away in one text', () => {
  expect(say("3 ok, en audience jusqu'à 15h")).toBe('3 acknowledge, away 2026-11-17T14:00Z')
  expect(say("3 ok et 4 rappeler. Je suis au tribunal jusqu'à 15h")).toBe(
    '3 acknowledge, 4 secretaryCalls, away 2026-11-17T14:00Z',
  )
})

test.each([
  ...['', '   ', '?', '3', '3 4', '3 ?', '…', '👍', '3 👍', '3 ok 👎', '3 ok 😡', 'merci ?', 'bonjour'],
  ...['ok pour 3 personnes', 'ok pour 3', 'ok pour le 3', 'ok le 3', 'le 3 ok', 'ok à 3h', 'ok 15h', '3h ok'],
  ...[
    'rappelez M. Blanc',
    'rappeler M. Blanc',
    'rappelez le 3',
    'rappeler à 3h',
    'rappeler 3 fois',
    'call me',
  ],
  ...['3 ok sauf si pluie', '3 ok mais pas avant lundi', '3 pas ok', 'pas ok', '3 rappelle', '3 à rappeler'],
  ...['3 ok ?', '4 annuler ?', '4 oui ?', "jusqu'à 15h ?", '3 peut-être', '3 oui ou non', '3 oui non'],
  ...['0 ok', '03 ok', '100 ok', '120 ok', '3-5 ok', '3 à 5 ok', '3/5 ok', '3.5 ok', '3% ok', '3² ok'],
  ...[
    '06 12 34 56 78 ok',
    '+33 6 12 34 56 78',
    '3 ok 4',
    'ok 3 rappeler',
    'ok 3 rappeler 4 5 oui',
    '3 ok, 3 non',
  ],
  ...['ok, 3 rappeler', 'ok, rappeler', 'non, oui', 'oui, 3', '3 ok. Et pouvez-vous écrire à M. Blanc ?'],
  ...['cancel', 'Cancel.', 'end', 'quit', 'stop', 'STOP', 'arrêt', 'annuler', 'unsubscribe', 'start'],
  ...[
    'A aimé « 3 ok »',
    'Liked “3 ok”',
    'tout ok',
    'ok 3 et 4 rappeler',
    'ok 3, 4 rappeler',
    'all ok',
    'no 3 ok',
    'erreur 3',
    '3 erreur',
    'erreur de date',
  ],
  ...['ok 3 et 4 rappeler 5', 'نعم', '3 хорошо', '３ ok sauf', 'available until', "jusqu'à", 'back soon'],
  ...[
    "je suis dispo jusqu'à 15h",
    "je suis au bureau jusqu'à 18h",
    "joignable jusqu'à 15h",
    'available until 3pm',
  ],
  ...[
    "je suis là jusqu'à 15h",
    'I’m here until 3pm',
    'I am in until 5pm',
    "de garde jusqu'à lundi",
    "on a jusqu'à lundi",
  ],
  ...[
    "j'ai jusqu'à lundi",
    "à conserver jusqu'à lundi",
    "le client attend jusqu'à 15h",
    "en attente jusqu'à lundi",
  ],
  ...[
    "M. Blanc est absent jusqu'à lundi",
    "ne rappelez pas jusqu'à 15h",
    "3 ok jusqu'à 15h",
    "rappelez jusqu'à 15h",
  ],
  ...[
    "au tribunal jusqu'à 15h mais joignable par sms",
    "en rdv jusqu'à 15h sauf urgence",
    "je reste jusqu'à 15h",
  ],
  ...[
    "jusqu'à 15",
    'until 3',
    "jusqu'à 3h",
    'until 3:30',
    "jusqu'à 9h",
    "jusqu'à 25h",
    "jusqu'à 15h75",
    'until 15pm',
  ],
  ...[
    "jusqu'à demain 3h",
    "jusqu'à mardi",
    'until next monday',
    'until 3/12',
    "jusqu'au 31 février",
    "jusqu'à 10h",
  ],
  ...[
    "jusqu'à ce soir",
    "jusqu'à la fin",
    "jusqu'au lundi 24 novembre",
    "jusqu'au 3 mars",
    "jusqu'à 15h ou 16h",
  ],
  ...["jusqu'à 15h, jusqu'à 16h", "dispo, jusqu'à 15h et de retour", "je suis dispo. En réunion jusqu'à 15h"],
  ...[
    "jusqu'à demain 15h lundi",
    "jusqu'à demain matin 15h",
    "absent jusqu'à aujourd'hui",
    '3 ok '.repeat(200),
  ],
])('« %s » is unclear', (text) => {
  expect(say(text)).toBeNull()
})

test.each(['merci', 'Merci beaucoup !', 'Bonjour, merci', 'Thanks', 'thank you.'])(
  '« %s » only thanks',
  (text) => {
    expect(read(text)).toEqual({ kind: 'thanks' })
  },
)

const at = (iso: string, timeZone = 'Europe/Paris') => ({ now: new Date(iso), timeZone })

test.each([
  ['at 22:00, "9h" is tomorrow morning', '2026-11-17T21:00Z', "jusqu'à 9h", 'away 2026-11-18T08:00Z'],
  ['at 19:00, "9h" may be 21:00', '2026-11-17T18:00Z', "jusqu'à 9h", null],
  ['at 15:00, "9am" is tomorrow', '2026-11-17T14:00Z', 'until 9am', 'away 2026-11-18T08:00Z'],
  ['at 10:00, "9am" has just passed', '2026-11-17T09:00Z', 'until 9am', null],
  ['at 15:00, "14h" may be a slip', '2026-11-17T14:00Z', "jusqu'à 14h", null],
  ['at 01:00, "demain" may be today', '2026-11-17T00:00Z', "jusqu'à demain 9h", null],
  ['at 01:00, "9h" is this morning', '2026-11-17T00:00Z', "jusqu'à 9h", 'away 2026-11-17T08:00Z'],
  ['on 20 December, 3 January', '2026-12-20T09:00Z', "jusqu'au 3 janvier", 'away 2027-01-03T07:00Z'],
  ['31 days ahead at most', '2026-11-17T09:00Z', "jusqu'au 18 décembre", 'away 2026-12-18T07:00Z'],
  ['not a day more', '2026-11-17T09:00Z', "jusqu'au 19 décembre", null],
  ['after spring forward', '2026-03-28T12:00Z', "jusqu'à demain 9h", 'away 2026-03-29T07:00Z'],
  ['a time that is skipped', '2026-03-29T00:30Z', "jusqu'à 2h30", null],
  ['after fall back', '2026-10-24T12:00Z', "jusqu'à demain 9h", 'away 2026-10-25T08:00Z'],
  ['a time that comes twice', '2026-10-24T23:30Z', "jusqu'à 2h30", null],
])('%s', (_, now, text, expected) => {
  expect(say(text, at(now))).toBe(expected)
})

test('her own zone counts', () => {
  expect(say('until 3pm', at('2026-11-17T15:00Z', 'America/Montreal'))).toBe('away 2026-11-17T20:00Z')
  expect(say('until tomorrow 9am', at('2026-11-17T09:00Z', 'Pacific/Auckland'))).toBe(
    'away 2026-11-17T20:00Z',
  )
})

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        ...["jusqu'à", 'ok', '3', '15h', 'lundi', 'de retour', ',', 'et', '@', '31', 'décembre', '?', '\n'],
      ),
      { maxLength: 12 },
    )
    .map((words) => words.join(' ')),
)

test('no text makes it throw, and away is always ahead, by 31 days at most', () => {
  fc.assert(
    fc.property(
      anything,
      fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      (text, now) => {
        const reading = read(text, { now, timeZone: 'Europe/Paris' })
        if (reading.kind !== 'commands') return
        for (const command of reading.commands) {
          if (command.kind !== 'away') continue
          const aheadMs = command.until.getTime() - now.getTime()
          expect(aheadMs).toBeGreaterThan(0)
          expect(aheadMs).toBeLessThanOrEqual(31 * 86_400_000)
        }
      },
    ),
    { numRuns: 2000 },
  )
})

const valid = [
  ...[
    '3 ok',
    'ok 3',
    '2 rappeler',
    '2 je rappelle',
    '4 oui',
    '5 non',
    '4 annuler',
    'erreur',
    'je suis dispo',
  ],
  ...[
    "jusqu'à 15h",
    'de retour à 14h',
    'until 3pm',
    '3 et 4 ok',
    '3 ok, 4 rappeler',
    '2 call',
    'back at 15:30',
  ],
]
const strangeWord = fc
  .stringMatching(/^[a-z]{4,9}$/)
  .filter(
    (word) => say(`3 ok ${word}`) === null || !/ok|merci|please|thanks|back|call|ring|read|seen/.test(word),
  )

test('one word that has no meaning here makes the whole answer unclear', () => {
  fc.assert(
    fc.property(fc.constantFrom(...valid), strangeWord, fc.boolean(), (text, word, before) => {
      expect(say(before ? `zz${word} ${text}` : `${text} zz${word}`)).toBeNull()
    }),
  )
})

const noise = fc.record({
  accents: fc.constantFrom('as is', 'none', 'decomposed'),
  capitals: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
  space: fc.constantFrom(' ', '  ', '\u00a0', '\u202f', ' \t '),
  around: fc.tuple(
    fc.constantFrom('', ' ', '\n', '« ', 'Bonjour, '),
    fc.constantFrom('', '.', ' !', ' »', '\n', ' 👍', ', merci'),
  ),
  apostrophe: fc.constantFrom("'", '’', '´', '`'),
})

test('capitals, accents, spaces, marks and politeness change nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...valid),
      noise,
      (text, { accents, capitals, space, around, apostrophe }) => {
        const spelled =
          accents === 'none'
            ? text.normalize('NFD').replace(/\p{M}/gu, '')
            : text.normalize(accents === 'decomposed' ? 'NFD' : 'NFC')
        const cased = [...spelled].map((sign, i) => (capitals[i % 40] ? sign.toUpperCase() : sign)).join('')
        const noisy = around[0] + cased.replaceAll(' ', space).replaceAll("'", apostrophe) + around[1]
        expect(say(noisy)).toBe(say(text))
      },
    ),
    { numRuns: 500 },
  )
})
