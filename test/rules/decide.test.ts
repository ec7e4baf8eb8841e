import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/rules/facts.ts'
import { ruleSetSchema } from '../../src/rules/rule.ts'
import { decideFor, durand, factsOf, lenoir, morel, numbers, ownFacts, tel } from './demo-clients.ts'

const at = (now: string): Partial<Facts> => ({ now: new Date(now) })
const text = (body: string): Partial<Facts> => ({ channel: 'text', body })
const withheld: Partial<Facts> = { caller: { kind: 'withheld' } }

describe('the demo agency', () => {
  test.each<[string, Facts, string, object]>([
    [
      'the nuisance caller hears the busy tone',
      factsOf(numbers.nuisance),
      'blocked',
      { kind: 'discard', how: 'busy' },
    ],
    [
      'a telemarketer meets the voicemail',
      factsOf('+33162123456'),
      'telemarketing',
      { kind: 'takeMessage', by: 'voicemail' },
    ],
    ['a telemarketer from Réunion too', factsOf('+262947812345'), 'telemarketing', { kind: 'takeMessage' }],
    [
      'a VIP is put through to Me Morel',
      factsOf(numbers.petit),
      'vip',
      { kind: 'forward', to: 'morel', ringSeconds: 20 },
    ],
    [
      'not while Me Morel is busy',
      factsOf(numbers.petit, { availability: new Map([['morel', 'busy']]) }),
      'default',
      { kind: 'takeMessage' },
    ],
    [
      'a contact of Me Roux leaves her a message',
      factsOf(numbers.blanc),
      'known',
      { kind: 'takeMessage', for: 'contactExecutive' },
    ],
    [
      'a stranger leaves a message',
      factsOf(numbers.stranger),
      'default',
      { kind: 'takeMessage', by: 'secretary' },
    ],
    ['a withheld number is no spam', factsOf(numbers.stranger, withheld), 'default', { kind: 'takeMessage' }],
  ])('Cabinet Morel: %s', (_, facts, ruleKey, action) => {
    expect(decideFor(morel, facts)).toMatchObject({ ruleKey, action })
  })

  test.each<[string, Facts, string, object]>([
    [
      'a text about a leak is urgent',
      factsOf(numbers.stranger, text('FUITE d’eau !!')),
      'flood',
      { kind: 'takeMessage', urgency: 'urgent' },
    ],
    [
      '"fuites" is another word',
      factsOf(numbers.stranger, text('des fuites')),
      'default',
      { kind: 'takeMessage', urgency: 'ordinary' },
    ],
    [
      'at night Karim is rung for 12 s',
      factsOf(numbers.stranger, at('2026-11-24T22:00:00+01:00')),
      'on-call',
      {
        kind: 'forward',
        to: 'karim',
        ringSeconds: 12,
        otherwise: { kind: 'takeMessage', urgency: 'urgent', by: 'voicemail' },
      },
    ],
    [
      'on Saturday morning there is cover',
      factsOf(numbers.stranger, at('2026-11-28T11:59:59+01:00')),
      'default',
      { kind: 'takeMessage' },
    ],
    [
      'on Saturday at noon it has ended',
      factsOf(numbers.stranger, at('2026-11-28T12:00:00+01:00')),
      'on-call',
      { kind: 'forward' },
    ],
    [
      'on Christmas Day Karim is rung',
      factsOf(numbers.stranger, at('2026-12-25T10:00:00+01:00')),
      'on-call',
      { kind: 'forward' },
    ],
    [
      'Karim himself, ringing at night, is not rung',
      ownFacts(numbers.karim, at('2026-11-24T22:00:00+01:00')),
      'default',
      { kind: 'takeMessage' },
    ],
    [
      'M. Durand at night reaches Karim',
      ownFacts(numbers.durand, at('2026-11-24T22:00:00+01:00')),
      'on-call',
      { kind: 'forward' },
    ],
  ])('Plomberie Durand: %s', (_, facts, ruleKey, action) => {
    expect(decideFor(durand, facts)).toMatchObject({ ruleKey, action })
  })

  test('Mme Lenoir, without a rule, has messages taken', () => {
    expect(decideFor(lenoir, factsOf(numbers.collin))).toEqual({
      ruleKey: 'default',
      action: { kind: 'takeMessage', copies: [], urgency: 'ordinary', by: 'secretary' },
      trace: [],
    })
  })
})

describe('the trace', () => {
  test('names the condition that failed, what it saw, and everything that held', () => {
    expect(decideFor(morel, factsOf(numbers.petit)).trace).toEqual([
      { rule: 'blocked', failed: 'caller', at: 0, seen: { class: 'contact', tags: ['vip'] } },
      { rule: 'telemarketing', failed: 'caller', at: 0, seen: { class: 'contact', tags: ['vip'] } },
      {
        rule: 'vip',
        held: [
          { condition: 'caller', seen: { class: 'contact', tags: ['vip'], by: 'tags', listed: 'vip' } },
          { condition: 'availability', seen: 'available' },
        ],
      },
    ])
  })

  test('says why a call came outside the hours', () => {
    const [, step] = decideFor(durand, factsOf(numbers.stranger, at('2026-12-25T10:00:00+01:00'))).trace
    expect(step).toMatchObject({ held: [{ condition: 'hours', seen: 'holiday' }] })
  })

  test('holds neither the number nor the words of the caller', () => {
    const { ruleSet } = clientWith([
      { kind: 'caller', numbers: [numbers.stranger], unknown: true },
      { kind: 'body', words: ['bonjour'] },
    ])
    const facts = factsOf(numbers.stranger, text('bonjour, mon code est 1234'))
    const trace = JSON.stringify(decideFor({ ...morel, ruleSet }, facts).trace)
    expect(trace).not.toContain('1234')
    expect(trace).not.toContain(numbers.stranger)
    expect(trace).toContain('"by":"numbers"')
  })
})

describe('own calls', () => {
  const discardAll = { key: 'all', when: [{ kind: 'channel', is: 'voice' }], action: { kind: 'discard' } }
  const toMorel = {
    key: 'to-morel',
    when: [{ kind: 'channel', is: 'voice' }],
    action: { kind: 'forward', to: 'morel', otherwise: { kind: 'discard' } },
  }
  const own = ownFacts(numbers.morel)

  test('are never discarded, and the trace says so', () => {
    const ruleSet = ruleSetSchema.parse({ rules: [discardAll], default: { kind: 'takeMessage' } })
    const decision = decideFor({ ...morel, ruleSet }, own)
    expect(decision).toMatchObject({ ruleKey: 'default', action: { kind: 'takeMessage' } })
    expect(decision.trace).toMatchObject([{ rule: 'all', spared: 'notDiscarded' }])
  })

  test('are never forwarded to the number they come from', () => {
    const ruleSet = ruleSetSchema.parse({ rules: [toMorel], default: { kind: 'takeMessage' } })
    const decision = decideFor({ ...morel, ruleSet }, own)
    expect(decision).toMatchObject({
      ruleKey: 'default',
      trace: [{ rule: 'to-morel', spared: 'notRungBack' }],
    })
  })

  test('are not discarded by an unanswered forward either', () => {
    const ruleSet = ruleSetSchema.parse({ rules: [toMorel], default: { kind: 'takeMessage' } })
    const { action } = decideFor({ ...morel, ruleSet }, ownFacts('+33199001111'))
    expect(action).toMatchObject({ kind: 'forward', to: 'morel', otherwise: { kind: 'takeMessage' } })
  })

  test('get the message that follows a default forward to themselves', () => {
    const otherwise = { kind: 'takeMessage', urgency: 'urgent' }
    const ruleSet = ruleSetSchema.parse({ rules: [], default: { kind: 'forward', to: 'morel', otherwise } })
    const decision = decideFor({ ...morel, ruleSet }, own)
    expect(decision.action).toMatchObject(otherwise)
    expect(decision.trace).toEqual([{ rule: 'default', held: [], spared: 'notRungBack' }])
  })

  test.each([
    {
      kind: 'caller',
      numbers: [numbers.morel],
      prefixes: ['+33'],
      tags: ['vip'],
      unknown: true,
      withheld: true,
    },
    { kind: 'repeated', times: 2, minutes: 60 },
    { kind: 'expected', by: 'anyExecutive' },
  ])('tell nothing about who calls: $kind', (condition) => {
    const facts = ownFacts(numbers.morel, {
      contact: { id: 'x', name: 'X', tags: ['vip'], executiveKey: 'roux' },
      recentArrivals: [own.now, own.now],
      expectedBy: ['roux'],
    })
    expect(decideFor(clientWith([condition]), facts).ruleKey).toBe('default')
    expect(decideFor(clientWith([{ kind: 'caller', own: true }]), facts).ruleKey).toBe('only')
  })
})

describe('conditions', () => {
  test.each(['', 'anonymous', '+331', '0199007777', '+3319900777', '+331990077777'])(
    'a number matches only itself, not %j',
    (raw) => {
      const client = clientWith([{ kind: 'caller', numbers: ['01 99 00 77 77'] }])
      const facts = factsOf(numbers.stranger, { caller: { kind: 'other', raw } })
      expect(decideFor(client, facts).ruleKey).toBe('default')
      expect(decideFor(client, factsOf(numbers.stranger)).ruleKey).toBe('only')
    },
  )

  test('a withheld number matches no number and no prefix, and is nobody unknown', () => {
    const facts = factsOf(numbers.stranger, withheld)
    const client = clientWith([
      { kind: 'caller', prefixes: ['+3'], numbers: [numbers.stranger], unknown: true },
    ])
    expect(decideFor(client, facts).ruleKey).toBe('default')
    expect(decideFor(clientWith([{ kind: 'caller', withheld: true }]), facts).ruleKey).toBe('only')
  })

  test('a prefix is compared with the number as it is dialled from abroad', () => {
    const client = clientWith([{ kind: 'caller', prefixes: ['+33162'] }])
    expect(decideFor(client, factsOf('01 62 12 34 56')).ruleKey).toBe('only')
    expect(decideFor(client, factsOf('+33116212345')).ruleKey).toBe('default')
  })

  test('the third call within ten minutes is repeated, the second is not', () => {
    const client = clientWith([{ kind: 'repeated', times: 3, minutes: 10 }])
    const ago = (minutes: number) => new Date(factsOf(numbers.stranger).now.getTime() - minutes * 60_000)
    const ruleAfter = (...earlier: Date[]) =>
      decideFor(client, factsOf(numbers.stranger, { recentArrivals: earlier })).ruleKey
    expect(ruleAfter(ago(1), ago(10))).toBe('only')
    expect(ruleAfter(ago(1), ago(11))).toBe('default')
    expect(ruleAfter(ago(1))).toBe('default')
  })

  test.each([
    ["Dégât des eaux : j'ai une FUITE", 'fuite', true],
    ['fuite', 'fuite', true],
    ['Elle est enfuite', 'fuite', false],
    ['l’eau coule, FUITE  D’EAU', "fuite d'eau", true],
    ['fuite\nd’eau', 'fuite d’eau', true],
    ['une urgence', 'Urgencé', true],
    ['mon cœur', 'COEUR', true],
    ['un dégât des eaux', 'DEGAT', true],
    ['', 'fuite', false],
  ])('the text %j contains %j: %s', (body, word, found) => {
    const client = clientWith([{ kind: 'body', words: ['autre chose', word] }])
    expect(decideFor(client, factsOf(numbers.stranger, text(body))).ruleKey).toBe(found ? 'only' : 'default')
  })

  test('words are looked for in texts only', () => {
    const client = clientWith([{ kind: 'body', words: ['fuite'] }])
    expect(decideFor(client, factsOf(numbers.stranger, { body: 'fuite' })).ruleKey).toBe('default')
  })

  test('a line, a channel, a date and an expected caller are told apart', () => {
    const facts = factsOf(numbers.stranger, { expectedBy: ['roux'] })
    const holds = (condition: object) => decideFor(clientWith([condition]), facts).ruleKey === 'only'
    expect(holds({ kind: 'line', lines: ['01 99 00 10 01'] })).toBe(true)
    expect(holds({ kind: 'line', lines: ['01 99 00 10 02'] })).toBe(false)
    expect(holds({ kind: 'channel', is: 'voice' })).toBe(true)
    expect(holds({ kind: 'channel', is: 'text' })).toBe(false)
    expect(holds({ kind: 'dates', from: '2026-11-24', to: '2026-11-24' })).toBe(true)
    expect(holds({ kind: 'dates', from: '2026-11-25', to: '2026-12-24' })).toBe(false)
    expect(holds({ kind: 'publicHoliday', is: false })).toBe(true)
    expect(holds({ kind: 'expected', by: 'roux' })).toBe(true)
    expect(holds({ kind: 'expected', by: 'morel' })).toBe(false)
    expect(holds({ kind: 'caller', unknown: true })).toBe(true)
  })
})

function clientWith(when: readonly object[]) {
  const rule = { key: 'only', when, action: { kind: 'takeMessage', urgency: 'urgent' } }
  return { ...morel, ruleSet: ruleSetSchema.parse({ rules: [rule], default: { kind: 'takeMessage' } }) }
}

test('the default of a decision is reached with every rule of the client in the trace', () => {
  const { trace } = decideFor(morel, factsOf(tel('+33199005555')))
  expect(trace.map((step) => step.rule)).toEqual(morel.ruleSet.rules.map((rule) => rule.key))
})
