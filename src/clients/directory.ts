import type { Db } from '../db/db.ts'
import type { Client, DirectoryEntries, Line } from './client.ts'
import { loadDirectory } from './load-directory.ts'

/** Every line, client and opening hour, in memory: what the answer path needs before it asks the database. */
export type Directory = {
  /** The line of ours that was rung, with its client; null for a number that nobody owns. */
  findLine(number: string): { line: Line; client: Client } | null
  client(clientId: number): Client | null
  /** Those who have an executive or an emergency service at that number. */
  clientsRinging(number: string): Client[]
  lines(): Iterable<Line>
  /** Reads the named clients again, or all of them. */
  refresh(clientIds?: readonly number[]): Promise<void>
  /** Whether all of it came from the database, so that an unknown number is really nobody's. */
  isComplete(): boolean
  /** Takes what an earlier process left on disk; `refresh` replaces it. */
  restore(entries: DirectoryEntries): void
  entries(): DirectoryEntries
}

export function createDirectory(db: Db): Directory {
  const clients = new Map<number, Client>()
  const lines = new Map<string, Line>()
  const ringing = new Map<string, Set<number>>()
  let complete = false

  const forget = (clientIds: ReadonlySet<number> | null) => {
    for (const line of lines.values())
      if (!clientIds || clientIds.has(line.clientId)) lines.delete(line.number)
    for (const id of clientIds ?? clients.keys()) {
      for (const number of rungNumbers(clients.get(id))) ringing.get(number)?.delete(id)
      clients.delete(id)
    }
  }
  const take = (entries: DirectoryEntries) => {
    for (const client of entries.clients) {
      clients.set(client.clientId, client)
      for (const number of rungNumbers(client))
        ringing.set(number, (ringing.get(number) ?? new Set()).add(client.clientId))
    }
    for (const line of entries.lines) lines.set(line.number, line)
  }

  return {
    findLine(number) {
      const line = lines.get(number)
      const client = line && clients.get(line.clientId)
      return client ? { line, client } : null
    },
    client: (clientId) => clients.get(clientId) ?? null,
    clientsRinging: (number) => [...(ringing.get(number) ?? [])].flatMap((id) => clients.get(id) ?? []),
    lines: () => lines.values(),
    async refresh(clientIds) {
      if (clientIds?.length === 0) return
      const entries = await loadDirectory(db, clientIds)
      forget(clientIds ? new Set(clientIds) : null)
      take(entries)
      complete ||= clientIds === undefined
    },
    isComplete: () => complete,
    restore: take,
    entries: () => ({ clients: [...clients.values()], lines: [...lines.values()] }),
  }
}

const rungNumbers = (client: Client | undefined): string[] =>
  [client?.emergencyNumber, ...[...(client?.executives.values() ?? [])].map(({ number }) => number)].flatMap(
    (number) => number ?? [],
  )
