import type { HostOptions } from './agency.ts'
import { checkAllClients } from './check-all-clients.ts'
import { checkLineOwners } from './check-line-owners.ts'
import { Problems } from './problem.ts'
import { readAgency } from './read-agency.ts'
import { validContacts } from './valid-contacts.ts'

/** What is wrong with an agency folder by itself, without a database. */
export async function checkAgency(path: string, host: HostOptions, now: Date) {
  const problems = new Problems()
  const { clients } = await readAgency(path, problems, host)
  for (const client of clients) {
    for await (const _ of validContacts(client, problems));
  }
  checkLineOwners(
    clients.map((read) => ({ read })),
    new Map(),
    problems,
  )
  checkAllClients(clients, [], problems, now)
  return { problems: problems.sentences(), warnings: problems.warnings, clients: clients.length }
}
