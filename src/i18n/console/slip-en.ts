import type { Translation } from '../text.ts'
import type { slipFr } from './slip-fr.ts'

export const slipEn = {
  'slip.exception': (v) => `Always take: ${v.who}`,
  'slip.problem.noRecipient': () => 'Choose the recipient: a message is for somebody.',
  'slip.problem.unknownRecipient': (v) =>
    `“${v.value}” is no recipient of this client: choose one from the list.`,
  'slip.problem.recipientLeft': (v) => `${v.value} has left the company: choose another recipient.`,
  'slip.problem.nothingSaid': () =>
    'The message is empty: give a subject, a text, a reason or what he wants (to be called back, will call again, for information).',
  'slip.problem.noNumberToCall': () =>
    '“To be called back”, but where? The caller is unknown and his number withheld: ask for it, such as 06 12 34 56 78.',
  'slip.problem.notANumber': (v) =>
    `“${v.value}” is not a phone number: expected ten digits such as 06 12 34 56 78, or +44 20 7946 0958 abroad.`,
  'slip.problem.emergencyNumber': (v) =>
    `“${v.value}” is an emergency number: expected the caller's number, such as 06 12 34 56 78.`,
  'slip.problem.shortNumber': (v) =>
    `“${v.value}” is a short number: expected ten digits such as 06 12 34 56 78.`,
  'slip.problem.chargedNumber': (v) =>
    `“${v.value}” is a premium-rate or satellite number: expected an ordinary one, such as 06 12 34 56 78.`,
  'slip.problem.unassignedNumber': (v) =>
    `“${v.value}” belongs to nobody: read it back to the caller; expected ten digits such as 06 12 34 56 78.`,
  'slip.problem.tooLong': (v) => `Too long: at most ${v.value} characters.`,
  'slip.problem.required': (v) => `This client asks for “${v.value}”: fill it in.`,
  'slip.problem.notAChoice': (v) =>
    `“${v.value}” is not among the possible answers: choose one from the list.`,
  'slip.problem.unknownReason': (v) => `The reason “${v.value}” is gone: choose another one.`,
  'slip.problem.reasonChanged': (v) =>
    `The questions of the reason “${v.value}” have just changed: read them again, your answers are kept.`,
} satisfies Pick<Translation, keyof typeof slipFr>
