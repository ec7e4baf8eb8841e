import type { AppointmentState } from '../agenda/states.ts'
import type { Availability } from '../clients/set-availability.ts'
import type { Acknowledgement } from '../messages/tables.ts'

/** What became of one thing she asked for; of these an echo is made. */
export type Reply =
  | { kind: 'acknowledged'; line: SaidLine; answer: Acknowledgement; replaced: Acknowledgement | null }
  /** She had said the same before. */
  | { kind: 'alreadySaid'; line: SaidLine; answer: Acknowledgement }
  /** What she wrote later came before this. */
  | { kind: 'overtaken' }
  | { kind: 'closed'; line: SaidLine }
  | { kind: 'unknownLine'; number: number }
  /** A message waits for no yes or no, and is no appointment. */
  | { kind: 'notWaiting'; line: SaidLine; asked: 'approve' | 'decline' | 'cancelAppointment' }
  | { kind: 'availabilitySet'; availability: Availability | null }
  | { kind: 'availability'; availability: Availability | null }
  | {
      kind: 'appointment'
      line: SaidLine
      became: 'confirmed' | 'declined' | 'moved' | 'cancelled'
      /** It was so already. */
      again: boolean
      startsAt: Date
    }
  /** Her own time is not free then. */
  | { kind: 'timeTaken'; line: SaidLine; startsAt: Date }
  | { kind: 'appointmentPast'; line: SaidLine }
  | { kind: 'appointmentNoted'; line: SaidLine; noted: Acknowledgement; how: Noted }
  | { kind: 'undone'; undone: UndoneReply[] }
  | { kind: 'nothingToUndo' }
  | { kind: 'changedSince' }
  | { kind: 'help' }
  | { kind: 'unclear' }

/** `promised`: whom it is with is rung back. `again`: he was to be. `numberless`: nobody knows his number yet. */
export type Noted = 'noted' | 'promised' | 'again' | 'numberless'

/** One thing that was taken back, and what she had said before it. */
export type UndoneReply =
  | { kind: 'acknowledged'; line: SaidLine; answer: Acknowledgement; before: Acknowledgement | null }
  | { kind: 'availabilitySet'; before: Availability | null }
  | { kind: 'appointment'; line: SaidLine; state: AppointmentState; startsAt: Date }
  /** Whom an appointment is with is not rung. */
  | { kind: 'callback'; line: SaidLine }
  /** Something that she did on a page. */
  | { kind: 'other' }

/** `who` is null where texts carry no names: health clients, and those who want links only. */
export type SaidLine = { readonly number: number | null; readonly who: string | null }
