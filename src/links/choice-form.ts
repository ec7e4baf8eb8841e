import { z } from 'zod'

const field = z.string().max(2_000).catch('')

/** What every form of these pages sends; other fields are ignored, and one that came twice counts as missing. */
const choiceSchema = z
  .object({
    nonce: field,
    /** Of the button that was pressed: a form that a script submits has none. */
    choice: field,
    /** Which line of a digest. */
    item: field,
    /** The act to take back. */
    undoes: field,
    /** A moment typed on the availability page. */
    until: field,
    /** Why she declines or cancels, and which other time she would like. */
    ...{ reason: field, words: field },
  })
  .catch({ nonce: '', choice: '', item: '', undoes: '', until: '', reason: '', words: '' })

export type ChoiceForm = z.output<typeof choiceSchema>

export const readChoiceForm = (body: unknown): ChoiceForm => choiceSchema.parse(body)

/** Why nothing was done, said on the page that is shown instead. */
export type Notice =
  | 'choose'
  | 'stale'
  | 'answered'
  | 'changed'
  | 'settingsChanged'
  | 'taken'
  | 'passed'
  | 'noWords'

/** `done`, also when there was nothing left to do; `anchor` is where on the page she was. */
export type Taken =
  | { readonly kind: 'done'; readonly anchor?: string }
  | { readonly kind: 'refused'; readonly status: 403 | 409 | 422; readonly notice: Notice | null }

export const done = { kind: 'done' } as const
export const refuse = (status: 403 | 409 | 422, notice: Notice | null) =>
  ({ kind: 'refused', status, notice }) as const
