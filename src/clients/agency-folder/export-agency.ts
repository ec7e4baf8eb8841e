import { createWriteStream } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { asc } from 'drizzle-orm'
import type { Db, Transaction } from '../../db/db.ts'
import { clients } from '../tables.ts'
import { definitionOf, loadSecretaries } from './compare-secretaries.ts'
import { loadTeams } from './compare-teams.ts'
import { loadStored, type StoredClient } from './load-stored.ts'
import { printAgency, printClient } from './print-client.ts'
import { contactsHeader, printContact } from './print-contacts.ts'
import { allContacts } from './stored-contacts.ts'

export type ExportOutcome = {
  readonly clients: number
  readonly contacts: number
  /** Files of the folder that describe nobody any more; they are left for a person to delete. */
  readonly leftOver: readonly string[]
}

/**
 * Writes the whole agency as a folder, as it stood at one instant; importing it again changes nothing. Refuses
 * a folder that holds other things. No secrets: passwords and tokens are no part of the format.
 */
export async function exportAgency(db: Db, path: string): Promise<ExportOutcome | 'notAnAgencyFolder'> {
  if (!(await isOursToWrite(path))) return 'notAnAgencyFolder'
  await mkdir(join(path, 'clients'), { recursive: true })
  await mkdir(join(path, 'contacts'), { recursive: true })
  const written = await db.transaction((tx) => writeAll(tx, path), { isolationLevel: 'repeatable read' })
  const leftOver = [
    ...(await othersIn(path, 'clients', '.yaml', written.keys)),
    ...(await othersIn(path, 'contacts', '.csv', written.keys)),
  ]
  return { clients: written.keys.length, contacts: written.contacts, leftOver }
}

async function isOursToWrite(path: string): Promise<boolean> {
  const files = await readdir(path).catch((error): string[] => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return files.length === 0 || files.includes('agency.yaml')
}

async function writeAll(tx: Transaction, path: string): Promise<{ keys: string[]; contacts: number }> {
  const people = await loadSecretaries(tx)
  const teams = (await loadTeams(tx)).map(({ key, name, members }) => ({ key, name, members }))
  await writeFile(join(path, 'agency.yaml'), printAgency({ secretaries: people.map(definitionOf), teams }))
  const rows = await tx.select({ key: clients.key }).from(clients).orderBy(asc(clients.key))
  const keys = rows.map(({ key }) => key)
  let contacts = 0
  for (const key of keys) {
    const stored = (await loadStored(tx, [key])).get(key)
    if (stored) contacts += await writeClient(tx, path, stored)
  }
  return { keys, contacts }
}

async function writeClient(
  tx: Transaction,
  path: string,
  { clientId, definition }: StoredClient,
): Promise<number> {
  await writeFile(join(path, 'clients', `${definition.key}.yaml`), printClient(definition))
  let count = 0
  const rows = async function* () {
    yield contactsHeader
    for await (const batch of allContacts(tx, clientId)) {
      count += batch.length
      yield batch.map(({ contact }) => printContact(contact)).join('')
    }
  }
  await pipeline(Readable.from(rows()), createWriteStream(join(path, 'contacts', `${definition.key}.csv`)))
  return count
}

async function othersIn(
  path: string,
  folder: string,
  extension: string,
  keys: readonly string[],
): Promise<string[]> {
  const known = new Set(keys.map((key) => `${key}${extension}`))
  const files = await readdir(join(path, folder))
  return files
    .filter((file) => file.endsWith(extension) && !known.has(file))
    .map((file) => `${folder}/${file}`)
}
