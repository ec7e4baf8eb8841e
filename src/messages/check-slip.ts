import { wishes } from '../clients/slip-form.ts'
import { type PhoneNumber, parsePhoneNumber, whyNotDiallable } from '../phone-number.ts'
import { singleLine, stripControls } from '../plain-text.ts'
import type { SlipForm } from './find-draft.ts'
import type { ProblemKind, SlipProblem } from './slip-problem.ts'
import type { ShownReason, SlipQuestions } from './slip-questions.ts'
import type { messages, SlipDetails } from './tables.ts'

/** What she wrote, fit to be kept. */
export type CheckedSlip = Pick<
  typeof messages.$inferSelect,
  | 'recipientId'
  | 'copyIds'
  | 'urgency'
  | 'callerName'
  | 'callbackNumber'
  | 'company'
  | 'subject'
  | 'body'
  | 'wish'
  | 'wishWhen'
> &
  Pick<SlipDetails, 'reason' | 'fields'> & { readonly readBack: boolean }

export type SlipCheck =
  | { readonly kind: 'valid'; readonly slip: CheckedSlip }
  | { readonly kind: 'refused'; readonly problems: readonly SlipProblem[] }

const LINE_MAX = 200
const ANSWER_MAX = 1_000
const BODY_MAX = 4_000

/** Reads the form. Everything that is wrong is said at once, each with its field. */
export function checkSlip(form: SlipForm, questions: SlipQuestions): SlipCheck {
  const problems: SlipProblem[] = []
  const refuse = (field: string, problem: ProblemKind, value = '') =>
    void problems.push({ field, problem, value: singleLine(value, 60) })
  const reading: Reading = { form, questions, refuse }
  const line = (field: string) => readText(reading, field, LINE_MAX)
  const said = {
    ...{ callerName: line('callerName'), company: line('company'), subject: line('subject') },
    ...{ wish: readWish(reading), wishWhen: line('wishWhen'), body: readText(reading, 'body', BODY_MAX) },
    ...{ reason: readReason(reading), fields: readFields(reading) },
    callbackNumber: readNumber(reading),
  }
  const slip = { ...readRecipients(reading), ...said, readBack: isTicked(form, 'readBack') }
  if (isEmpty(said)) refuse('slip', 'nothingSaid')
  if (
    said.wish === 'callBack' &&
    !said.callbackNumber &&
    !questions.isCallerKnown &&
    !problems.some(isNumber)
  )
    refuse('callbackNumber', 'noNumberToCall')
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'valid', slip }
}

type Reading = {
  readonly form: SlipForm
  readonly questions: SlipQuestions
  readonly refuse: (field: string, problem: ProblemKind, value?: string) => void
}

const isNumber = ({ field }: SlipProblem) => field === 'callbackNumber'

type Said = Pick<CheckedSlip, 'subject' | 'body' | 'wish' | 'reason' | 'fields'>

/** Who rang is no message yet. */
const isEmpty = ({ subject, body, wish, reason, fields }: Said) =>
  !subject && !body && !wish && !reason && fields.length === 0

/** One that came several times counts once. */
function oneOf(form: SlipForm, field: string): string {
  const value = form[field]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

const valuesOf = (form: SlipForm, field: string): string[] =>
  [form[field] ?? []].flat().filter((value) => value !== '')

const isTicked = (form: SlipForm, field: string) => oneOf(form, field) !== ''

function readText({ form, refuse }: Reading, field: string, max: number): string | null {
  const value = oneOf(form, field)
  const text =
    max > LINE_MAX ? stripControls(value).replaceAll(/\r\n?/g, '\n').trim() : singleLine(value, 10_000)
  if (text.length > max) refuse(field, 'tooLong', String(max))
  return text === '' ? null : text
}

function readWish({ form, refuse }: Reading): CheckedSlip['wish'] {
  const value = oneOf(form, 'wish')
  const wish = wishes.find((one) => one === value)
  if (value !== '' && !wish) refuse('wish', 'notAChoice', value)
  return wish ?? null
}

/** Countries and tariffs that we would not ring ourselves are the executive's own affair, but for traps. */
const traps: Partial<Record<NonNullable<ReturnType<typeof whyNotDiallable>>, ProblemKind>> = {
  emergency: 'emergencyNumber',
  short: 'shortNumber',
  premium: 'chargedNumber',
  personal: 'chargedNumber',
  satellite: 'chargedNumber',
  invalid: 'unassignedNumber',
}

/** A number that was seen at work exists, whatever the numbering plan says. */
function readNumber({ form, questions, refuse }: Reading): PhoneNumber | null {
  const value = oneOf(form, 'callbackNumber').trim()
  if (value === '') return null
  const number = parsePhoneNumber(value)
  if (number !== null && number === questions.callerNumber) return number
  const trap = traps[whyNotDiallable(value) ?? 'country']
  if (number && !trap) return number
  // A number that begins like any other and ends too soon is no short number.
  const isCutOff = !number && (trap === 'unassignedNumber' || /^[+0]/.test(value))
  refuse('callbackNumber', isCutOff || !trap ? 'notANumber' : trap, value)
  return null
}

function readRecipients(reading: Reading): Pick<CheckedSlip, 'recipientId' | 'copyIds' | 'urgency'> {
  const { form, refuse } = reading
  const key = oneOf(form, 'recipient')
  if (key === '') refuse('recipient', 'noRecipient')
  const recipientId = key === '' ? '' : idOf(reading, 'recipient', key)
  const copyIds = valuesOf(form, 'copies').map((copy) => idOf(reading, 'copies', copy))
  return {
    recipientId,
    copyIds: [...new Set(copyIds)].filter((id) => id !== recipientId),
    urgency: isTicked(form, 'urgent') ? 'urgent' : 'ordinary',
  }
}

function idOf({ questions, refuse }: Reading, field: string, key: string): string {
  const executive = questions.executives.find((one) => one.key === key)
  if (!executive) refuse(field, 'unknownRecipient', key)
  if (executive?.hasLeft) refuse(field, 'recipientLeft', executive.name)
  return executive?.id ?? ''
}

function readReason(reading: Reading): CheckedSlip['reason'] {
  const { form, questions, refuse } = reading
  const key = oneOf(form, 'reason')
  if (key === '') return null
  const reason = questions.reasons.find((one) => one.key === key)
  if (!reason) refuse('reason', 'unknownReason', key)
  if (!reason) return null
  const seen = oneOf(form, 'reasonVersion')
  const answers = readAnswers(reading, reason)
  if (seen !== '' && Number(seen) !== reason.version && answers.length > 0)
    refuse('reason', 'reasonChanged', reason.name)
  return { key, name: reason.name, version: reason.version, answers }
}

const readAnswers = (reading: Reading, { questions }: ShownReason) =>
  questions.flatMap((question, place) => {
    const answer = readText(reading, `answer.${place}`, ANSWER_MAX)
    return answer ? [{ question, answer }] : []
  })

function readFields(reading: Reading): CheckedSlip['fields'] {
  return reading.questions.slipFields.flatMap(({ key, label, choices, required }) => {
    const field = `field.${key}`
    const value = readText(reading, field, ANSWER_MAX)
    if (!value && required) reading.refuse(field, 'required', label)
    if (value && choices.length > 0 && !choices.includes(value)) reading.refuse(field, 'notAChoice', value)
    return value ? [{ key, label, value }] : []
  })
}
