import fc from 'fast-check'
import { colours, steps, venues } from '../../../src/agenda/appointment-type.ts'
import type { ClientDefinition, ContactDefinition } from '../../../src/clients/agency-folder/definition.ts'
import { executiveChoicesSchema } from '../../../src/clients/executive.ts'
import { type PhoneNumber, parsePhoneNumber } from '../../../src/phone-number.ts'
import { singleLine, stripControls } from '../../../src/plain-text.ts'
import { checkRules } from '../../../src/rules/check-rules.ts'
import { weekdaySchema } from '../../../src/rules/rule.ts'
import { arbitraryHours, arbitraryRuleSet } from '../../rules/arbitrary-rules.ts'

function tel(text: string): PhoneNumber {
  const number = parsePhoneNumber(text)
  if (!number) throw new Error(`${text} is no telephone number`)
  return number
}

/** Text that YAML, CSV and SQL would each like to read as something else. */
const awkward = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    "l'eau : 5 % # non",
    '- tiret',
    '012',
    'null',
    'true',
    '~',
    '=1+1',
    "'x",
    '"',
    'a;b|c',
    '{a: b}',
    '& &',
    'œuvre « ! »',
  ),
)
const line = awkward.map((text) => singleLine(text, 90) || 'x')
const block = fc
  .array(awkward, { minLength: 1, maxLength: 3 })
  .map((lines) => stripControls(lines.join('\n')).replaceAll(/\r\n?/g, '\n').trim() || 'x')
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const date = fc.constantFrom('2026-12-24', '2027-01-02')

const weeks = [
  [{ days: ['mon' as const, 'tue' as const], from: '09:00', to: '12:00' }],
  [{ days: ['sat' as const], from: '22:00', to: '06:00' }],
]

const channels = fc.subarray(['sms', 'email'] as ('sms' | 'email')[], { minLength: 1 })
const clocks = ['08:30', '12:00', '18:00']
const executive = (key: string, number: PhoneNumber) =>
  fc.record({
    key: fc.constant(key),
    name: line,
    language: fc.constantFrom('fr' as const, 'en' as const),
    mobile: fc.constant(number),
    email: maybe(fc.constant(`${key}@x.fr`)),
    choices: fc
      .record({
        urgent: channels,
        ordinary: channels,
        ordinaryWhen: fc.constantFrom('atOnce', 'digest'),
        carries: fc.constantFrom('everything', 'who', 'link'),
        acknowledgeMinutes: fc.constantFrom(null, 5, 10),
        digest: fc.record({
          times: fc.dictionary(fc.constantFrom(...weekdaySchema.options), fc.subarray(clocks), {
            maxKeys: 7,
          }),
          channels,
          onlyWhenSomething: fc.boolean(),
        }),
        quietHours: maybe(
          fc.record({
            from: fc.constantFrom('20:00', '22:30'),
            until: fc.constantFrom('08:00', '23:00'),
            urgentExempt: fc.boolean(),
          }),
        ),
        agenda: fc.record({ invitations: fc.boolean(), news: fc.constantFrom('atOnce', 'digest') }),
        timeZone: fc.constantFrom(null, 'America/Montreal'),
      })
      .map((choices) => executiveChoicesSchema.parse(choices)),
    onCall: fc.constant(null),
    workingHours: fc.constantFrom(null, ...weeks),
  })

const executives = fc.tuple(
  executive('haddad', tel('+33199001113')),
  executive('morel', tel('+33199001101')),
  executive('roux', tel('+33199001111')),
)

const reason = fc.record({
  key: fc.constant('motif'),
  name: line,
  questions: fc.array(line, { maxLength: 3 }),
  recipient: maybe(fc.constantFrom('morel', 'roux')),
  urgent: fc.boolean(),
  treatment: fc.constantFrom('connect' as const, 'message' as const, 'turnAway' as const),
})

const instruction = fc.record({
  key: fc.constant('consigne'),
  body: block,
  from: maybe(fc.constant('2026-12-01')),
  until: maybe(date),
})

const settings = fc.record({
  name: line,
  language: fc.constantFrom('fr' as const, 'en' as const),
  publicNumber: maybe(fc.constant(tel('+33199008010'))),
  emergencyNumber: maybe(fc.constant(tel('+33199001120'))),
  greeting: maybe(line),
  voice: maybe(fc.constant('Polly.Lea' as const)),
  textReply: maybe(block),
  awayPhrase: fc.constantFrom(null, 'en rendez-vous'),
  tellsCallers: fc.boolean(),
  health: fc.constant(false),
  allowedCountries: fc.constantFrom(
    ['FR'],
    ['BE', 'FR'],
    ['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF'],
  ),
  slipFields: fc.array(
    fc.record({
      key: fc.constant('dossier'),
      label: line,
      choices: fc.array(line, { maxLength: 3 }),
      required: fc.boolean(),
    }),
    { maxLength: 1 },
  ),
  slipTemplates: fc.constantFrom(
    [],
    [{ key: 'devis', name: 'Devis', subject: 'Demande de devis', wish: 'callBack' as const }],
  ),
  unbilledOutcomes: fc.constantFrom([], ['wrongNumber' as const, 'prospecting' as const]),
  answering: fc.constantFrom(
    {},
    { waitSeconds: 40, priority: 1, offersCallback: false },
    { waitingWords: 'Un instant' },
  ),
  recording: fc.constantFrom(
    null,
    { purpose: 'quality' as const },
    {
      purpose: 'training' as const,
      share: 25,
      shareReason: 'Deux débutantes',
      retentionDays: 14,
      pauseKey: false,
    },
  ),
  outgoing: fc.constantFrom({}, { longestMinutes: 20, callsADay: 0 }, { minutesADay: 90 }),
})

const appointmentType = fc.record({
  key: fc.constant('suivi'),
  name: line,
  minutes: fc.constantFrom(20, 60),
  bufferBefore: fc.constantFrom(0, 5),
  bufferAfter: fc.constantFrom(0, 10),
  venue: fc.constantFrom(...venues),
  venueDetail: maybe(line),
  colour: fc.constantFrom(...colours),
  noticeMinutes: fc.constantFrom(0, 1_440),
  horizonDays: fc.constantFrom(30, 60),
  stepMinutes: fc.constantFrom(...steps),
  questions: fc.array(line, { maxLength: 2 }),
  executives: fc.subarray(['morel']),
  bookableBy: fc.constantFrom('secretaries' as const, 'supervisors' as const),
  reminderHours: fc.subarray([48, 24, 2]),
})

const mandate = fc.record({
  key: fc.constant('rendez-vous'),
  power: fc.constant('appointments' as const),
  executives: fc.subarray(['morel']),
  appointmentTypes: fc.constant<string[]>([]),
  secretary: fc.constantFrom('decides' as const, 'asks' as const, 'mustNot' as const),
  limits: fc.record({
    horizonDays: fc.constantFrom(null, 30),
    hours: fc.constantFrom([], ...weeks),
    perDay: fc.constantFrom(null, 4),
  }),
  from: fc.constantFrom(null, '2026-12-24'),
  until: fc.constantFrom(null, '2027-01-02'),
  answerMinutes: fc.constantFrom(60, 1_440),
  ifSilent: fc.constantFrom('confirm' as const, 'decline' as const, 'keepAsking' as const),
})

/** A client whose rules are free of errors, on a line of its own. */
export const arbitraryClient = (key: string, place: number): fc.Arbitrary<ClientDefinition> =>
  fc
    .record({
      key: fc.constant(key),
      settings,
      hours: arbitraryHours,
      executives,
      reasons: fc.array(reason, { maxLength: 1 }),
      instructions: fc.array(instruction, { maxLength: 1 }),
      appointmentTypes: fc.array(appointmentType, { maxLength: 1 }),
      mandates: fc.array(mandate, { maxLength: 1 }),
      ruleSet: arbitraryRuleSet,
      line: fc.record({
        diversion: fc.constantFrom('none' as const, 'always' as const, 'onNoAnswer' as const),
        sender: fc.constantFrom(null, 'MOREL'),
        receivesTexts: fc.boolean(),
      }),
    })
    .map(({ line, ...client }) => {
      const number = tel(`+3319900105${place}`)
      return withoutErrors({ ...client, lines: [{ key: 'main', number, recipient: 'morel', ...line }] })
    })

function withoutErrors(client: ClientDefinition): ClientDefinition {
  const numbers = client.executives.map(({ key, mobile }) => [key, { number: mobile }] as const)
  const { hours, lines, settings } = client
  const known = {
    hours,
    lines,
    publicNumber: settings.publicNumber,
    executives: new Map(numbers),
    agencyLines: new Set<PhoneNumber>(),
  }
  const found = checkRules(client.ruleSet, known, '2026-11-21').filter(({ level }) => level === 'error')
  if (found.length === 0) return client
  const wrong = new Set(found.map(({ ruleKey }) => ruleKey))
  const rules = client.ruleSet.rules.filter((rule) => !wrong.has(rule.key))
  return withoutErrors({ ...client, ruleSet: { ...client.ruleSet, rules } })
}

export const arbitraryContacts: fc.Arbitrary<ContactDefinition[]> = fc
  .array(
    fc.record({
      name: line,
      company: maybe(line),
      email: maybe(fc.constant('petit@x.fr')),
      tags: fc.subarray(['vip', 'blocked', 'été']),
      executive: maybe(fc.constantFrom('morel', 'roux')),
      count: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 8 },
  )
  .map((contacts) =>
    contacts.map(({ count, ...contact }, n) => ({
      ...contact,
      key: `c${n}`,
      numbers: Array.from({ length: count }, (_, k) => tel(`+331990020${n}${k}`)),
    })),
  )
