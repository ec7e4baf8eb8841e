import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkRules } from '../../src/rules/check-rules.ts'
import { explainDecision, explainDefault, explainRule } from '../../src/rules/explain.ts'
import type { Reader } from '../../src/rules/explain-condition.ts'
import { explainFinding } from '../../src/rules/explain-finding.ts'
import { ruleSetSchema } from '../../src/rules/rule.ts'
import { arbitraryFacts, arbitraryHours, arbitraryRuleSet, executives, lines } from './arbitrary-rules.ts'
import { decideFor, durand, factsOf, morel, numbers, ownFacts } from './demo-clients.ts'

const french: Reader = { language: 'fr', executives: morel.executives }
const english: Reader = { language: 'en', executives: morel.executives }
/** French no-break spaces and apostrophes as they are typed. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'")

function ruleOf(when: object[], action: object) {
  const [rule] = ruleSetSchema.parse({
    rules: [{ key: 'r', when, action }],
    default: { kind: 'takeMessage' },
  }).rules
  if (!rule) throw new Error('one rule was given')
  return rule
}

describe('rules in words', () => {
  test('the VIP rule of Cabinet Morel reads as a sentence in both languages', () => {
    const rule = ruleOf(
      [
        { kind: 'caller', tags: ['vip'] },
        { kind: 'availability', executive: 'morel', is: 'available' },
      ],
      { kind: 'forward', to: 'morel' },
    )
    expect(explainRule(rule, french)).toBe(
      'Si l’appelant est marqué «\u00a0vip\u00a0» et que Me Morel est disponible\u00a0: mettre en relation avec Me Morel (20 s)',
    )
    expect(explainRule(rule, english)).toBe(
      'If the caller is tagged “vip” and Me Morel is available: put through to Me Morel (20 s)',
    )
  })

  test.each<[object[], object, string]>([
    [
      [
        {
          kind: 'caller',
          numbers: ['+33199002001'],
          prefixes: ['+33162', '+371'],
          withheld: true,
          unknown: true,
        },
      ],
      { kind: 'discard' },
      "Si l'appelant a le numéro 01 99 00 20 01, a un numéro commençant par +33162 ou +371, masque son numéro ou n'est pas dans le répertoire : filtrer (tonalité « occupé »)",
    ],
    [
      [
        { kind: 'channel', is: 'text' },
        { kind: 'body', words: ['fuite', 'inondation'] },
        { kind: 'hours', of: 'cover', is: 'outside' },
      ],
      { kind: 'takeMessage', urgency: 'urgent', for: 'roux', copies: ['morel'], by: 'voicemail' },
      "Si c'est un SMS, que le SMS contient « fuite » ou « inondation » et que l'appel arrive en dehors des plages de prise d'appels : prendre un message urgent pour Me Roux, copie à Me Morel, sur la messagerie vocale",
    ],
    [
      [
        {
          kind: 'windows',
          windows: [
            { days: ['fri', 'mon', 'tue', 'wed', 'thu'], from: '08:30', to: '24:00' },
            { days: ['sun'], from: '00:00', to: '12:00' },
          ],
        },
        { kind: 'dates', from: '2026-12-24', to: '2027-01-02' },
        { kind: 'publicHoliday', is: false },
      ],
      {
        kind: 'forward',
        to: 'roux',
        ringSeconds: 15,
        screen: false,
        otherwise: { kind: 'discard', how: 'reject' },
      },
      "Si l'appel arrive du lundi au vendredi entre 8 h 30 et minuit ou le dimanche entre 0 h et 12 h, que la date va du 24 décembre 2026 au 2 janvier 2027 et que ce n'est pas un jour férié : mettre en relation avec Me Roux (15 s), sans annonce ; sinon filtrer (comme un numéro hors service)",
    ],
    [
      [
        { kind: 'repeated', times: 3, minutes: 10 },
        { kind: 'expected', by: 'anyExecutive' },
        { kind: 'availability', executive: 'inconnu', is: 'away' },
      ],
      { kind: 'takeMessage', for: 'contactExecutive' },
      "Si l'appelant se manifeste au moins 3 fois en 10 minutes, que l'appelant est attendu par un dirigeant et qu'inconnu a signalé « absent » : prendre un message pour le dirigeant qui suit le contact",
    ],
  ])('%#: %j', (when, action, sentence) => {
    expect(plain(explainRule(ruleOf(when, action), french))).toBe(sentence)
  })

  test('the closing action is named as such', () => {
    expect(plain(explainDefault(morel.ruleSet.default, french))).toBe(
      'Dans tous les autres cas : prendre un message',
    )
  })
})

describe('a decision in words', () => {
  test('says what was done, by which rule, and what each rule saw', () => {
    const decision = decideFor(morel, factsOf(numbers.petit))
    expect(explainDecision(decision, morel.ruleSet, french).map(plain)).toEqual([
      'Traitement : mettre en relation avec Me Morel (20 s)',
      'Règle appliquée : vip',
      "blocked : non (demandé : l'appelant est marqué « blocked » ; constaté : contact marqué « vip »)",
      "telemarketing : non (demandé : l'appelant a un numéro de démarchage ; constaté : contact marqué « vip »)",
      'vip : oui (contact marqué « vip » ; disponible)',
    ])
  })

  test('says why an own call was spared', () => {
    const night = { now: new Date('2026-11-24T22:00:00+01:00') }
    const decision = decideFor(durand, ownFacts(numbers.karim, night))
    expect(explainDecision(decision, durand.ruleSet, english)).toEqual([
      'Decision: take a message',
      'No rule holds: the default action',
      'flood: no (asked: the text contains “fuite” or “inondation”; seen: none of these words)',
      'on-call: yes (outside hours), but a call is never forwarded to the number it comes from',
    ])
  })

  test('survives storage as JSON, and a client whose rules have gone', () => {
    const decision = decideFor(morel, factsOf(numbers.stranger))
    const stored = JSON.parse(JSON.stringify(decision))
    expect(explainDecision(stored, morel.ruleSet, french)).toEqual(
      explainDecision(decision, morel.ruleSet, french),
    )
    const nothing = ruleSetSchema.parse({ rules: [], default: { kind: 'takeMessage' } })
    expect(explainDecision(stored, nothing, french)).toHaveLength(2 + morel.ruleSet.rules.length)
  })
})

test('any rule, decision and finding has words in both languages, with French spaces', () => {
  fc.assert(
    fc.property(arbitraryRuleSet, arbitraryHours, arbitraryFacts, (ruleSet, hours, facts) => {
      const checked = { hours, executives, publicNumber: null, lines: [], agencyLines: new Set(lines) }
      const decision = decideFor({ ruleSet, hours, executives }, facts)
      for (const language of ['fr', 'en'] as const) {
        const reader = { language, executives }
        const words = [
          ...ruleSet.rules.map((rule) => explainRule(rule, reader)),
          ...explainDecision(decision, ruleSet, reader),
          ...checkRules(ruleSet, checked, '2026-11-24').map((finding) => explainFinding(finding, reader)),
        ]
        for (const sentence of words) {
          expect(sentence).not.toMatch(/undefined|null|\[object|NaN|anyExecutive|contactExecutive/)
          if (language === 'fr') expect(sentence).not.toMatch(/ [:;!?»]|« /)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('a finding is a sentence with its rule and its weight', () => {
  const ruleSet = ruleSetSchema.parse({
    rules: [{ key: 'france', when: [{ kind: 'caller', prefixes: ['+33'] }], action: { kind: 'discard' } }],
    default: { kind: 'forward', to: 'nobody' },
  })
  const client = {
    hours: morel.hours,
    publicNumber: null,
    lines: [],
    executives: morel.executives,
    agencyLines: new Set([morel.line]),
  }
  const findings = checkRules(ruleSet, client, '2026-11-24')
  expect(findings.map((finding) => plain(explainFinding(finding, french)))).toEqual([
    'Attention, règle « france » : le préfixe +33 bloque 100 % des appelants français',
    "Erreur, règle « par défaut » : « nobody » n'est pas un dirigeant de ce client",
  ])
})
