/** One field of a settings page. `name` is the path in the client's file below the page's place in it. */
export type Field = {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly required?: boolean
} & Kind

type Kind =
  | { readonly kind: 'line' }
  | { readonly kind: 'text' }
  | { readonly kind: 'tick' }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' }
  /** A whole number. */
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  /** One entry a line. */
  | { readonly kind: 'list' }
  /** Short entries on one line, apart by spaces or commas. */
  | { readonly kind: 'words' }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'ticks'; readonly options: readonly Option[] }

export type Option = { readonly value: string; readonly label: string }

export type Group = {
  readonly legend: string
  readonly hint?: string
  /** `week`: seven short fields side by side where there is room. */
  readonly layout?: 'week' | 'row'
  readonly fields: readonly Field[]
}

/** What stands in the fields, by name: as it was typed, or as it is stored. */
export type Entered = Readonly<Record<string, readonly string[]>>

export const one = (entered: Entered, name: string): string => entered[name]?.[0] ?? ''

export const fieldsOf = (groups: readonly Group[]): Field[] => groups.flatMap(({ fields }) => fields)

/** A tick that is set sends this. */
export const ticked = 'yes'
