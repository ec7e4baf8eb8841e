/** A form as it was typed: every field by name, with all its values. */
export type Fields = ReadonlyMap<string, readonly string[]>

/** Fields that came over the network; whatever is no text is dropped. */
export function readFields(body: unknown): Fields {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : []
  return new Map(
    entries.map(([name, value]) => [name, [value].flat().filter((one) => typeof one === 'string')]),
  )
}

export const textOf = (fields: Fields, name: string): string => fields.get(name)?.[0]?.trim() ?? ''

export const allOf = (fields: Fields, name: string): readonly string[] => fields.get(name) ?? []

/** The lists of a text field: one entry on each line, or between commas. */
export const listOf = (fields: Fields, name: string): string[] =>
  textOf(fields, name)
    .split(/[\n,;]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')

/** Places of the conditions in the form, in their order. */
export const placesOf = (fields: Fields): number[] =>
  [...fields.keys()]
    .flatMap((name) => /^kind\.(\d{1,4})$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
