import { acts } from '../../acts/tables.ts'
import { alerts } from '../../alerts/tables.ts'
import { callHandlings, calls, recordings } from '../../calls/tables.ts'
import { deliveries } from '../../deliveries/tables.ts'
import { digests } from '../../digests/tables.ts'
import { handOverNotes } from '../../floor/tables.ts'
import { acknowledgements, messages } from '../../messages/tables.ts'
import { outgoingCalls } from '../../outgoing/tables.ts'

/** The tables of the past, each after those that it refers to. */
const tables = {
  ...{ calls, callHandlings, recordings, outgoingCalls, messages, acknowledgements, alerts },
  ...{ deliveries, digests, acts, handOverNotes },
} as const

type Tables = typeof tables
/** Rows by table, in the order in which things happened. */
export type PastRows = { readonly [Name in keyof Tables]: Tables[Name]['$inferInsert'][] }

export const noRows = (): PastRows => ({
  ...{ calls: [], callHandlings: [], recordings: [], outgoingCalls: [], messages: [] },
  ...{ acknowledgements: [], alerts: [], deliveries: [], digests: [], acts: [], handOverNotes: [] },
})

export const pastTables = tables
