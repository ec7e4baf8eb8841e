/** One thing an executive asks for in an answer. `line` is the number she named; null when she named none. */
export type Command =
  | {
      kind: 'acknowledge' | 'secretaryCalls' | 'executiveCalls' | 'approve' | 'decline' | 'cancelAppointment'
      line: number | null
    }
  | { kind: 'undo' }
  | { kind: 'help' }
  | { kind: 'tellAvailability' }
  | { kind: 'available' }
  | { kind: 'away'; until: Date }

/** An answer as the grammar reads it, her commands in their order. `unclear`: a person should read it. */
export type Reading = { kind: 'commands'; commands: Command[] } | { kind: 'unclear' }
