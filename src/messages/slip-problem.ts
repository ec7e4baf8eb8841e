import { type Language, t } from '../i18n/text.ts'

/**
 * Why a slip cannot be sent as it stands: which field of the form, and what is wrong with the value that was given.
 * `slip` stands for the whole of it.
 */
export type SlipProblem = {
  readonly field: string
  readonly problem: ProblemKind
  /** What was entered, short enough to be repeated. */
  readonly value: string
}

export const problemKinds = [
  'noRecipient',
  'unknownRecipient',
  'recipientLeft',
  'nothingSaid',
  'noNumberToCall',
  'notANumber',
  'emergencyNumber',
  'shortNumber',
  'chargedNumber',
  'unassignedNumber',
  'tooLong',
  'required',
  'notAChoice',
  'unknownReason',
  'reasonChanged',
] as const
export type ProblemKind = (typeof problemKinds)[number]

/** A sentence that names the value and says what was expected. */
export const explainSlipProblem = ({ problem, value }: SlipProblem, language: Language): string =>
  t(language, `slip.problem.${problem}`, { value })
