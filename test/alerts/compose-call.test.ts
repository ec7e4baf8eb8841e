import { expect, test } from 'vitest'
import { type AlertFacts, composeCall } from '../../src/alerts/compose-call.ts'
import { number } from '../support/delivery-rig.ts'

const message: NonNullable<AlertFacts['message']> = {
  executiveName: 'Me Morel',
  carries: 'everything',
  kind: 'voicemail',
  callerName: null,
  callerNumber: number('+33199002001'),
}
const facts = (changes: Partial<AlertFacts> = {}): AlertFacts => ({
  ...{ language: 'fr', clientName: 'Cabinet Morel & Associés', health: false, message },
  ...changes,
})

test('she hears for whom it is, what it is, and the number as French speaks numbers', () => {
  expect(composeCall(facts())).toBe(
    'Message urgent pour Maître Morel, Cabinet Morel et Associés. ' +
      'Message vocal du zéro un, quatre-vingt-dix-neuf, zéro zéro, vingt, zéro un. ' +
      "Pour confirmer que vous l'avez, tapez 1.",
  )
})

test('a known caller is named before his number', () => {
  const said = composeCall(facts({ message: { ...message, kind: 'text', callerName: 'Me Petit' } }))
  expect(said).toContain('SMS de Maître Petit, zéro un, quatre-vingt-dix-neuf')
  const withheld = composeCall(facts({ message: { ...message, callerNumber: null } }))
  expect(withheld).toContain('Message vocal, numéro masqué.')
})

test('who chose the link alone hears no caller', () => {
  const said = composeCall(facts({ message: { ...message, carries: 'link', callerName: 'Me Petit' } }))
  expect(said).toBe(
    "Message urgent pour Maître Morel, Cabinet Morel et Associés. Pour confirmer que vous l'avez, tapez 1.",
  )
})

test('of a health client nobody hears more than that there is a message', () => {
  const said = composeCall(
    facts({ health: true, clientName: 'Mme Lenoir', message: { ...message, callerName: 'M. Blanc' } }),
  )
  expect(said).toBe("Vous avez un message urgent. Pour confirmer que vous l'avez, tapez 1.")
})

test('where the message cannot be read, the client is named', () => {
  expect(composeCall(facts({ message: null }))).toBe(
    "Message urgent pour Cabinet Morel et Associés. Pour confirmer que vous l'avez, tapez 1.",
  )
})

test('an English client speaks English', () => {
  expect(composeCall(facts({ language: 'en', clientName: 'Hart & Co' }))).toBe(
    'Urgent message for Me Morel, Hart and Co. Voicemail from 0 1, 9 9, 0 0, 2 0, 0 1. ' +
      'To confirm that you have it, press 1.',
  )
})

test('a name that is too long, or a line break in it, is cut to one short line', () => {
  const said = composeCall(facts({ message: { ...message, callerName: `A\n${'x'.repeat(300)}` } }))
  expect(said).not.toContain('\n')
  expect(said.length).toBeLessThan(300)
})
