import type { Appointment } from '../agenda/appointment.ts'
import { type Change, changeAppointment } from '../agenda/change-appointment.ts'
import type { Doing } from '../agenda/doing.ts'
import { lockAppointment } from '../agenda/lock-agenda.ts'
import type { AppointmentState } from '../agenda/states.ts'
import type { Acknowledgement } from '../messages/tables.ts'
import type { Answering } from './answering.ts'
import { callAboutAppointment, withdrawCall } from './call-about-appointment.ts'
import type { Result } from './carry-out.ts'
import type { LineCommand, MoveCommand } from './command.ts'
import { findLine, type Line } from './find-line.ts'
import { closeNumber } from './line-number.ts'
import type { Reply } from './reply.ts'
import { saidLine } from './said-line.ts'

/** Her word on one appointment, in whatever state it is: before, during and after its confirmation. */
export async function answerAppointment(
  answering: Answering,
  line: Line,
  { kind }: Pick<LineCommand, 'kind'>,
): Promise<Result> {
  const { tx, now } = answering
  const found = await lockAppointment(tx, keyOf(line), now)
  if (!found) return nothing({ kind: 'unknownLine', number: line.number ?? 0 })
  const { state } = found.appointment
  switch (kind) {
    case 'approve':
      return change(answering, line, found.appointment, { step: 'confirm' })
    case 'decline':
    case 'cancelAppointment':
      return change(answering, line, found.appointment, { step: refusalOf(state), reason: null })
    case 'acknowledge':
      // To a question "ok" is a yes; to news, that she has seen it.
      return state === 'proposed'
        ? change(answering, line, found.appointment, { step: 'confirm' })
        : note(answering, line, 'received')
    case 'secretaryCalls':
      return callAboutAppointment(answering, line, found.appointment)
    case 'executiveCalls':
      await withdrawCall(answering, line)
      return note(answering, line, kind)
    default:
      return kind satisfies never
  }
}

/** "4 jeudi 15h": an executive who moves an appointment says yes to its new time. */
export async function moveAppointment(answering: Answering, command: MoveCommand): Promise<Result> {
  const line = await findLine(answering, { kind: 'approve', line: command.line })
  if (line === 'unclear') return nothing({ kind: 'unclear' })
  if (line === 'unknown') return nothing({ kind: 'unknownLine', number: command.line })
  if (line.subject.kind === 'message') {
    const asked = 'cancelAppointment'
    return nothing({ kind: 'notWaiting', line: await saidLine(answering, line), asked })
  }
  const found = await lockAppointment(answering.tx, keyOf(line), answering.now)
  if (!found) return nothing({ kind: 'unknownLine', number: command.line })
  return change(answering, line, found.appointment, { step: 'move', startsAt: command.startsAt })
}

const keyOf = ({ clientId, subject }: Line) => ({ clientId, appointmentId: subject.id })
const nothing = (reply: Reply): Result => ({ reply, done: [] })

const refusalOf = (state: AppointmentState) =>
  state === 'proposed' || state === 'declined' ? 'decline' : 'cancel'

const becoming = { confirm: 'confirmed', decline: 'declined', cancel: 'cancelled', move: 'moved' } as const
type HerStep = Exclude<Change, { step: 'confirm' | 'hold' | 'miss' }> | { readonly step: 'confirm' }

async function change(
  answering: Answering,
  line: Line,
  appointment: Appointment,
  step: HerStep,
): Promise<Result> {
  const { tx, answer, now } = answering
  const doing: Doing = {
    ...{ via: answer.via, saidAt: answer.receivedAt, authority: `answer ${answer.id}` },
    actor: { kind: 'executive', id: line.executiveId },
  }
  const outcome = await changeAppointment(tx, keyOf(line), step, doing, now)
  const said = await saidLine(answering, line)
  const became = becoming[step.step]
  const startsAt = step.step === 'move' ? step.startsAt : appointment.startsAt
  switch (outcome.kind) {
    case 'changed': {
      const done = [{ clientId: line.clientId, actId: outcome.actId }]
      const reply = { kind: 'appointment', line: said, became, again: false, startsAt } as const
      return { reply, done, deliveries: outcome.deliveries }
    }
    case 'unchanged':
      return nothing({ kind: 'appointment', line: said, became, again: true, startsAt })
    case 'taken':
      return nothing({ kind: 'timeTaken', line: said, startsAt })
    case 'overtaken':
      return nothing({ kind: 'overtaken' })
    case 'past':
      return nothing({ kind: 'appointmentPast', line: said })
    case 'notPossible':
    case 'notAllowed':
      return nothing({ kind: 'closed', line: said })
    default:
      return outcome satisfies never
  }
}

/** She has read what it says: nothing is open about it. */
async function note(answering: Answering, line: Line, noted: Acknowledgement): Promise<Result> {
  await closeNumber(answering.tx, line, answering.now)
  return nothing({ kind: 'appointmentNoted', line: await saidLine(answering, line), noted, how: 'noted' })
}
