import { compileRules } from '../../src/rules/compile-rules.ts'
import { type Decision, decide } from '../../src/rules/decide.ts'
import type { Facts } from '../../src/rules/facts.ts'
import { hoursSchema } from '../../src/rules/hours.ts'
import { phoneNumberSchema, type RuleSet, ruleSetSchema } from '../../src/rules/rule.ts'
import type { DecidingClient } from '../../src/rules/view-facts.ts'

export const tel = (text: string) => phoneNumberSchema.parse(text)

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri']
const officeHours = {
  opening: [
    { days: weekdays, from: '09:00', to: '12:00' },
    { days: weekdays, from: '14:00', to: '18:00' },
  ],
  cover: [{ days: weekdays, from: '08:00', to: '19:00' }],
}

export const numbers = {
  morel: tel('+33199001101'),
  durand: tel('+33199001102'),
  karim: tel('+33199001122'),
  petit: tel('+33199002001'),
  blanc: tel('+33199002002'),
  collin: tel('+33199008001'),
  nuisance: tel('+33199009999'),
  stranger: tel('+33199007777'),
}

const contacts: Record<string, Facts['contact']> = {
  [numbers.petit]: { id: 'petit', name: 'Me Petit', tags: ['vip'], executiveKey: null },
  [numbers.blanc]: { id: 'blanc', name: 'M. Blanc', tags: [], executiveKey: 'roux' },
  [numbers.nuisance]: { id: 'nuisance', name: 'Importun', tags: ['blocked'], executiveKey: null },
}

export const morel = {
  line: tel('+33199001001'),
  publicNumber: null,
  hours: hoursSchema.parse(officeHours),
  executives: new Map([
    ['morel', { name: 'Me Morel', number: numbers.morel }],
    ['roux', { name: 'Me Roux', number: tel('+33199001111') }],
  ]),
  ruleSet: ruleSetSchema.parse({
    rules: [
      { key: 'blocked', when: [{ kind: 'caller', tags: ['blocked'] }], action: { kind: 'discard' } },
      {
        key: 'telemarketing',
        when: [{ kind: 'caller', telemarketing: true }],
        action: { kind: 'takeMessage', by: 'voicemail' },
      },
      {
        key: 'vip',
        when: [
          { kind: 'caller', tags: ['vip'] },
          { kind: 'availability', executive: 'morel', is: 'available' },
        ],
        action: { kind: 'forward', to: 'morel', ringSeconds: 20 },
      },
      {
        key: 'known',
        when: [{ kind: 'caller', contactOf: 'anyExecutive' }],
        action: { kind: 'takeMessage', for: 'contactExecutive' },
      },
    ],
    default: { kind: 'takeMessage' },
  }),
}

export const durand = {
  line: tel('+33199001002'),
  publicNumber: numbers.durand,
  hours: hoursSchema.parse({
    ...officeHours,
    cover: [...officeHours.cover, { days: ['sat'], from: '09:00', to: '12:00' }],
  }),
  executives: new Map([
    ['durand', { name: 'M. Durand', number: numbers.durand }],
    ['karim', { name: 'Karim', number: numbers.karim }],
  ]),
  ruleSet: ruleSetSchema.parse({
    rules: [
      {
        key: 'flood',
        when: [{ kind: 'body', words: ['fuite', 'inondation'] }],
        action: { kind: 'takeMessage', urgency: 'urgent' },
      },
      {
        key: 'on-call',
        when: [{ kind: 'hours', of: 'cover', is: 'outside' }],
        action: {
          kind: 'forward',
          to: 'karim',
          ringSeconds: 12,
          otherwise: { kind: 'takeMessage', urgency: 'urgent', by: 'voicemail' },
        },
      },
    ],
    default: { kind: 'takeMessage' },
  }),
}

export const lenoir = {
  line: tel('+33199001003'),
  publicNumber: null,
  hours: hoursSchema.parse(officeHours),
  executives: new Map([['lenoir', { name: 'Mme Lenoir', number: tel('+33199001103') }]]),
  ruleSet: ruleSetSchema.parse({ rules: [], default: { kind: 'takeMessage' } }),
}

/** Facts as they are gathered for a call of `from` on a Tuesday morning, unless told otherwise. */
export function factsOf(from: string, more: Partial<Facts> = {}): Facts {
  return {
    line: morel.line,
    channel: 'voice',
    caller: { kind: 'number', number: tel(from) },
    contact: contacts[from] ?? null,
    now: new Date('2026-11-24T10:00:00+01:00'),
    availability: new Map(),
    recentArrivals: [],
    expectedBy: [],
    ...more,
  }
}

export const ownFacts = (from: string, more: Partial<Facts> = {}) =>
  factsOf(from, { caller: { kind: 'own', number: tel(from) }, ...more })

export function decideFor(client: DecidingClient & { ruleSet: RuleSet }, facts: Facts): Decision {
  return decide(compileRules(client.ruleSet), facts, client)
}
