/** One thing an executive wants done. `line` is a number of hers; null: the one thing she answers to. */
export type LineCommand = {
  readonly kind:
    | 'acknowledge'
    | 'secretaryCalls'
    | 'executiveCalls'
    | 'approve'
    | 'decline'
    | 'cancelAppointment'
  readonly line: number | null
}

/** An appointment of hers is to begin at another time. */
export type MoveCommand = { readonly kind: 'move'; readonly line: number; readonly startsAt: Date }

export type Command =
  | LineCommand
  | MoveCommand
  | { readonly kind: 'undo' }
  | { readonly kind: 'help' }
  | { readonly kind: 'tellAvailability' }
  | { readonly kind: 'available' }
  | { readonly kind: 'away'; readonly until: Date }

/** `unclear`: some of it could not be read, so none of it is done. `thanks`: she says nothing else. */
export type Reading =
  | { readonly kind: 'commands'; readonly commands: readonly Command[] }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'thanks' }
