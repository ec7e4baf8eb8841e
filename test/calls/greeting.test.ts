import { expect, test } from 'vitest'
import { absentRecipient } from '../../src/calls/absent-recipient.ts'
import { greetingOf } from '../../src/calls/greeting.ts'
import type { Client } from '../../src/clients/client.ts'
import { actionSchema } from '../../src/rules/rule.ts'
import { aClient } from './a-client.ts'

const morel = aClient().executives.get('morel') ?? null
const greeting = (client: Partial<Client>, ofRule?: string) =>
  greetingOf(aClient({ awayPhrase: 'en rendez-vous', ...client }), ofRule, morel)

test.each([
  [
    {},
    /^Cabinet Morel, bonjour\. Maître Morel est en rendez-vous\. Nous ne pouvons pas .* Laissez un message/,
  ],
  [
    { language: 'en', awayPhrase: 'in a meeting' },
    /^Cabinet Morel, good day\. Me Morel is in a meeting\. We cannot .* leave a message/,
  ],
  [
    { health: true },
    /^Cabinet Morel, bonjour\. Maître Morel est en rendez-vous\. En cas d'urgence, .* le 15\. .* Laissez votre nom/,
  ],
  [
    { greeting: 'Ici M. Morel, bonjour ! Laissez un message.' },
    /^Ici M\. Morel, bonjour ! Maître Morel est en rendez-vous\. Laissez un message\.$/,
  ],
  [
    { greeting: 'Laissez un message après le bip. Merci.' },
    /^Maître Morel est en rendez-vous\. Laissez un message après le bip\. Merci\.$/,
  ],
  [
    { greeting: 'Mme Lenoir, ostéopathe D.O. Bonjour', awayPhrase: 'absente.' },
    /^Maître Morel est absente\. Mme/,
  ],
] as const)('of %o, the client’s phrase is said before the invitation', (client, words) => {
  expect(greeting(client)).toMatch(words)
})

test('a rule’s own greeting says it too', () => {
  expect(greeting({}, 'Bonjour. Le cabinet est fermé.')).toBe(
    'Bonjour. Maître Morel est en rendez-vous. Le cabinet est fermé.',
  )
})

test('without a phrase of the client’s nothing is said of her', () => {
  expect(greeting({ awayPhrase: null })).not.toContain('Maître Morel')
})

const decided = (action: object, availability: object | null) => ({
  action: actionSchema.parse(action),
  facts: { ...(availability ? { availability } : {}), contactOf: 'haddad' },
})
const takesMessage = { kind: 'takeMessage' }

test('of whom it is said: the one for whom the message is, and only if she is not available', () => {
  const absent = (action: object, availability: object | null) =>
    absentRecipient(decided(action, availability), aClient(), 'morel')?.key
  expect(absent(takesMessage, { morel: 'busy' })).toBe('morel')
  expect(absent(takesMessage, { haddad: 'away' })).toBeUndefined()
  expect(absent(takesMessage, null)).toBeUndefined()
  expect(absent({ ...takesMessage, for: 'contactExecutive' }, { morel: 'away' })).toBeUndefined()
  expect(absent({ ...takesMessage, for: 'contactExecutive' }, { haddad: 'away' })).toBe('haddad')
  expect(absent({ kind: 'forward', to: 'haddad' }, { haddad: 'away' })).toBe('haddad')
  expect(
    absentRecipient(decided(takesMessage, { morel: 'away' }), aClient({ executives: new Map() }), ''),
  ).toBe(null)
})
