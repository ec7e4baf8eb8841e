import { describe, expect, test } from 'vitest'
import { type CallPlace, firstAnswer, otherwiseAnswer } from '../../src/calls/answer.ts'
import { callerOf } from '../../src/calls/own-caller.ts'
import type { Client } from '../../src/clients/client.ts'
import { actionSchema } from '../../src/rules/rule.ts'
import { tel } from '../rules/demo-clients.ts'
import { aClient } from './a-client.ts'

const at = (client: Client): CallPlace => ({ client, stepUrl: (step) => `https://p.test/${step}` })
const action = (given: object) => actionSchema.parse(given)
const line = (diversion: 'none' | 'always' | 'onNoAnswer' = 'none') => ({
  number: tel('+33199001001'),
  diversion,
})
const first = (given: object, client = aClient(), diversion?: 'onNoAnswer' | 'always') =>
  firstAnswer(action(given), at(client), line(diversion))

describe('a forward', () => {
  test('rings her with our line as caller, screened, and not without an end', () => {
    expect(first({ kind: 'forward', to: 'morel', ringSeconds: 18 })).toEqual({
      ...{ kind: 'dial', speech: null, callerId: '+33199001001', number: '+33199001101', ringSeconds: 18 },
      ...{
        talkLimitSeconds: 7200,
        screenUrl: 'https://p.test/screen',
        endedUrl: 'https://p.test/dial-ended',
      },
    })
  })

  test.each([
    ['onNoAnswer', 10, true, true],
    ['onNoAnswer', 16, false, true],
    ['onNoAnswer', 15, false, false],
    ['always', 20, true, false],
    [undefined, 20, true, false],
  ] as const)(
    'on a line diverted %s, %i s, screened %s: a sentence first is %s',
    (diversion, ringSeconds, screen, speaks) => {
      const answer = first({ kind: 'forward', to: 'morel', ringSeconds, screen }, aClient(), diversion)
      expect(answer).toMatchObject({ kind: 'dial', speech: speaks ? { language: 'fr' } : null })
    },
  )

  test('without screening has no whisper', () => {
    expect(first({ kind: 'forward', to: 'morel', screen: false })).toMatchObject({ screenUrl: null })
  })

  test.each(['haddad', 'gone'])('to %s, who has no telephone, goes on at once', (to) => {
    expect(first({ kind: 'forward', to })).toMatchObject({ kind: 'voicemail' })
    const otherwise = { kind: 'discard', how: 'announce', announcement: 'Au revoir' }
    expect(first({ kind: 'forward', to, otherwise })).toMatchObject({
      kind: 'announce',
      speech: { text: 'Au revoir' },
    })
  })
})

test.each([
  ['busy', { kind: 'reject', busy: true }],
  ['reject', { kind: 'reject', busy: false }],
  ['announce', { kind: 'announce', speech: { text: expect.stringContaining("n'accepte pas cet appel") } }],
])('a discard by %s', (how, answer) => {
  expect(first({ kind: 'discard', how })).toMatchObject(answer)
})

test('a call that has rung can no longer be rejected, only ended', () => {
  expect(otherwiseAnswer({ kind: 'discard', how: 'busy' }, at(aClient()))).toEqual({ kind: 'hangUp' })
})

describe('a voicemail’s greeting', () => {
  const greeting = (client: Partial<Client>, ofRule?: string) => {
    const answer = first({ kind: 'takeMessage', ...(ofRule ? { greeting: ofRule } : {}) }, aClient(client))
    return answer.kind === 'voicemail' ? answer.greeting.text : expect.fail(answer.kind)
  }
  test('is the rule’s, else the client’s, else ours in his language', () => {
    expect(greeting({ greeting: 'Ici Morel.' }, 'Ici la règle.')).toBe('Ici la règle.')
    expect(greeting({ greeting: 'Ici Morel.' })).toBe('Ici Morel.')
    expect(greeting({})).toMatch(/^Cabinet Morel, bonjour\./)
    expect(greeting({ language: 'en' })).toMatch(/^Cabinet Morel, good day\./)
  })

  test.each([
    [undefined, 1],
    ['Cabinet de Mme Lenoir, bonjour.', 1],
    ['Urgence : composez le 15. Sinon, un message.', 0],
    ['En cas d’urgence, appelez le 15.', 0],
    ['Je consulte à 15 heures, au 15 rue Victor Hugo.', 1],
    ['Rappelez le 15 août, cabinet fermé.', 1],
  ])('of a health client names the 15 even where she wrote "%s"', (own, added) => {
    const text = greeting({ health: true, greeting: own ?? null })
    expect(text).toMatch(/(composez|appelez) le 15\b(?! août)/)
    expect(text.startsWith(own ?? 'Cabinet Morel')).toBe(true)
    expect(text.endsWith('composez le 15.') && own !== undefined).toBe(own !== undefined && added === 1)
  })
})

test('whose numbers are own: the public one, and an executive’s', () => {
  const kindOf = (number: string) => callerOf(aClient(), { kind: 'number', number: tel(number) }).kind
  expect(['+33199003000', '+33199001101', '+33199001102'].map(kindOf)).toEqual(['own', 'own', 'number'])
  expect(callerOf(aClient(), { kind: 'withheld' })).toEqual({ kind: 'withheld' })
})
