import { z } from 'zod'

/** A row's place in a list: its sort key as the database wrote it, then its id. */
export type Place = { readonly clientId: number; readonly key: string; readonly id: string }

const places = {
  instant: z.tuple([
    z.int().positive(),
    z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d:\d\d$/),
    z.uuid(),
  ]),
  name: z.tuple([z.int().positive(), z.string().max(800), z.string().regex(/^(?:[0-9a-f-]{36}|\d{1,9})$/)]),
} as const

export type KeyKind = keyof typeof places

export const writeCursor = ({ clientId, key, id }: Place): string =>
  Buffer.from(JSON.stringify([clientId, key, id])).toString('base64url')

/** Null for what no list of ours ever gave out. */
export function readCursor(kind: KeyKind, text: string): Place | null {
  try {
    const [clientId, key, id] = places[kind].parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return key.includes('\0') ? null : { clientId, key, id }
  } catch {
    return null
  }
}
