import { and, eq, isNull } from 'drizzle-orm'
import type { Client, Line } from '../../clients/client.ts'
import { reasons } from '../../clients/instructions/tables.ts'
import { loadDirectory } from '../../clients/load-directory.ts'
import { clients, contactNumbers, contacts, executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { type CompiledRules, compileRules } from '../../rules/compile-rules.ts'
import type { ContactFact } from '../../rules/facts.ts'
import { ruleSets } from '../../rules/tables.ts'
import { secretaries } from '../../secretaries/tables.ts'

export type PastExecutive = typeof executives.$inferSelect

/** A client of the demo agency, with all that a call to it is decided and written down by. */
export type PastClient = {
  readonly client: Client
  readonly line: Line
  readonly rules: CompiledRules
  readonly unbilled: (typeof clients.$inferSelect)['unbilledOutcomes']
  readonly contacts: ReadonlyMap<string, ContactFact>
  readonly executives: ReadonlyMap<string, PastExecutive>
  readonly reasons: ReadonlyMap<string, typeof reasons.$inferSelect>
}

export type PastAgency = {
  /** By key. */
  readonly clients: ReadonlyMap<string, PastClient>
  readonly secretaries: ReadonlyMap<string, typeof secretaries.$inferSelect>
}

export async function loadPastAgency(db: Db): Promise<PastAgency> {
  const directory = await loadDirectory(db)
  const terms = await db
    .select({ clientId: clients.clientId, unbilled: clients.unbilledOutcomes, ruleSet: ruleSets.ruleSet })
    .from(ruleSets)
    .innerJoin(clients, eq(clients.clientId, ruleSets.clientId))
  const people = await db.select().from(executives).where(isNull(executives.leftAt))
  const known = await loadContacts(db)
  const asked = await db.select().from(reasons)
  const found = directory.clients.flatMap((client): [string, PastClient][] => {
    const isIts = ({ clientId }: { clientId: number }) => clientId === client.clientId
    const line = directory.lines.find(isIts)
    const its = terms.find(isIts)
    if (!line || !its) return []
    return [
      [
        client.key,
        {
          ...{ client, line, rules: compileRules(its.ruleSet), unbilled: its.unbilled },
          contacts: new Map(known.filter(isIts).map(({ number, fact }) => [number, fact])),
          executives: new Map(people.filter(isIts).map((one) => [one.id, one])),
          reasons: new Map(asked.filter(isIts).map((one) => [one.key, one])),
        },
      ],
    ]
  })
  const team = await db.select().from(secretaries)
  return { clients: new Map(found), secretaries: new Map(team.map((one) => [one.key, one])) }
}

async function loadContacts(db: Db): Promise<{ clientId: number; number: string; fact: ContactFact }[]> {
  const rows = await db
    .select({
      ...{ clientId: contacts.clientId, number: contactNumbers.number, id: contacts.id },
      ...{ name: contacts.name, tags: contacts.tags, executiveKey: executives.key },
    })
    .from(contacts)
    .innerJoin(
      contactNumbers,
      and(eq(contactNumbers.clientId, contacts.clientId), eq(contactNumbers.contactId, contacts.id)),
    )
    .leftJoin(
      executives,
      and(eq(executives.clientId, contacts.clientId), eq(executives.id, contacts.executiveId)),
    )
  return rows.map(({ clientId, number, ...fact }) => ({ clientId, number, fact }))
}
