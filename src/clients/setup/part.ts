import type { Language } from '../../i18n/text.ts'
import type { FileObject } from '../change-client.ts'
import type { Entered, Group, Option } from './field.ts'

/** What a page knows when it makes its fields. */
export type About = {
  readonly language: Language
  /** The client's file as it stands. */
  readonly file: FileObject
  readonly demo: boolean
  /** Which its calls may ring at. */
  readonly teams: readonly Option[]
}

/** One page of settings: its fields, and where in the client's file they stand. */
export type Part = {
  readonly name: PartName
  readonly groups: (about: About) => readonly Group[]
  /** What the file says at this place, as the fields show it; null where there is no such item. */
  readonly entered: (about: About, key: string | null) => Entered | null
  /** The file with what was entered; `key` null adds an item. */
  readonly write: (about: About, key: string | null, entered: Entered) => FileObject
  /** The file without the item. */
  readonly remove?: (file: FileObject, key: string) => FileObject
  /** Where in the file the fields stand. */
  readonly place: (file: FileObject, key: string | null) => readonly PropertyKey[]
}

export const listParts = [
  'lines',
  'executives',
  'reasons',
  'instructions',
  'appointmentTypes',
  'mandates',
  'slipFields',
  'slipTemplates',
] as const
export type ListName = (typeof listParts)[number]
export type PartName = 'settings' | 'hours' | 'answering' | 'recording' | ListName
