import type { Db } from '../db/db.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { readNumber, splitWho, type WhoProblem } from './check-promise.ts'
import { findByNumber, findNamed, type Named } from './find-named.ts'

export type Who = {
  readonly number: PhoneNumber
  readonly name: string | null
  readonly contactId: string | null
}
export type WrongWho = {
  readonly problem: WhoProblem
  /** Among whom to choose. */
  readonly among: readonly Named[]
}

type Client = { readonly clientId: number; readonly allowedCountries: readonly string[] }

/** Whom somebody means by a number, or by the name of a contact; nobody is guessed at. */
export async function resolveWho(
  db: Db,
  { clientId, allowedCountries }: Client,
  typed: string,
): Promise<Who | WrongWho> {
  const { number, name } = splitWho(typed)
  if (number !== null) {
    const read = readNumber(number, allowedCountries)
    if ('problem' in read) return { problem: read.problem, among: [] }
    const known = await findByNumber(db, clientId, read.number)
    return { number: read.number, name: known?.name ?? name, contactId: known?.contactId ?? null }
  }
  if (!name?.trim()) return { problem: 'nobody', among: [] }
  const among = await findNamed(db, clientId, name)
  const [only] = among
  if (!only) return { problem: 'unknownContact', among }
  if (among.length > 1) return { problem: 'severalContacts', among }
  const read = readNumber(only.number, allowedCountries)
  return 'problem' in read ? { problem: read.problem, among: [] } : only
}
