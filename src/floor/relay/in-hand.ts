/** What somebody works on and passes on: a call without its slip, a draft, a task, a promise to ring back. */
export type InHandKind = 'call' | 'callDraft' | 'textDraft' | 'task' | 'callback'

/** `subjectId`: of the call or text, also for a draft; of the task or callback. */
export type InHand = {
  readonly kind: InHandKind
  readonly clientId: number
  readonly subjectId: string
}

export const inHandKinds = [
  'call',
  'callDraft',
  'textDraft',
  'task',
  'callback',
] as const satisfies InHandKind[]

/** Where each is opened. */
export function addressOfInHand({ kind, clientId, subjectId }: InHand): string {
  switch (kind) {
    case 'call':
    case 'callDraft':
      return `/console/calls/${clientId}/${subjectId}`
    case 'textDraft':
      return `/console/texts/${clientId}/${subjectId}`
    case 'task':
      return `/console/tasks/${clientId}/${subjectId}`
    case 'callback':
      return `/console/callbacks/${clientId}/${subjectId}`
    default:
      return kind satisfies never
  }
}
