import { asc, eq } from 'drizzle-orm'
import { reasons } from '../clients/instructions/tables.ts'
import type { SlipField, SlipTemplate } from '../clients/slip-form.ts'
import { clients, executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import type { PhoneNumber } from '../phone-number.ts'

export type ShownReason = Pick<
  typeof reasons.$inferSelect,
  'key' | 'name' | 'questions' | 'recipientKey' | 'urgent' | 'treatment' | 'version'
>

/** What the slip of one call or text is checked against. */
export type SlipQuestions = {
  readonly executives: readonly {
    readonly id: string
    readonly key: string
    readonly name: string
    readonly hasLeft: boolean
  }[]
  readonly reasons: readonly ShownReason[]
  readonly slipFields: readonly SlipField[]
  readonly slipTemplates: readonly SlipTemplate[]
  /** From which he rang or texted. */
  readonly callerNumber: PhoneNumber | null
  /** There is a number by which he can be rung back, shown or in the client's contacts. */
  readonly isCallerKnown: boolean
}

type Caller = { readonly callerNumber: PhoneNumber | null; readonly contactId: string | null }

export async function readSlipQuestions(
  db: Pick<Db, 'select'>,
  clientId: number,
  { callerNumber, contactId }: Caller,
): Promise<SlipQuestions> {
  const [client] = await db.select().from(clients).where(eq(clients.clientId, clientId))
  const people = await db
    .select()
    .from(executives)
    .where(eq(executives.clientId, clientId))
    .orderBy(asc(executives.key))
  return {
    executives: people.map(({ id, key, name, leftAt }) => ({ id, key, name, hasLeft: leftAt !== null })),
    reasons: await readReasons(db, clientId),
    slipFields: client?.slipFields ?? [],
    slipTemplates: client?.slipTemplates ?? [],
    callerNumber,
    isCallerKnown: callerNumber !== null || contactId !== null,
  }
}

const readReasons = (db: Pick<Db, 'select'>, clientId: number): Promise<ShownReason[]> =>
  db
    .select({
      ...{ key: reasons.key, name: reasons.name, questions: reasons.questions, urgent: reasons.urgent },
      ...{ recipientKey: reasons.recipientKey, treatment: reasons.treatment, version: reasons.version },
    })
    .from(reasons)
    .where(eq(reasons.clientId, clientId))
    .orderBy(asc(reasons.place))
