import { and, eq } from 'drizzle-orm'
import { calls } from '../../../src/calls/tables.ts'
import { clients } from '../../../src/clients/tables.ts'
import { messages } from '../../../src/messages/tables.ts'
import { texts } from '../../../src/texts/tables.ts'
import type { AgencyRig } from '../../support/agency-rig.ts'
import { until } from '../../support/until.ts'

export const lines = { morel: '+33199001001', durand: '+33199001002', lenoir: '+33199001003' } as const
export const blanc = '+33199002002'
export const nuisance = '+33199009999'

export async function clientIdOf({ context }: Pick<AgencyRig, 'context'>, key: string): Promise<number> {
  const [row] = await context.db.select().from(clients).where(eq(clients.key, key))
  if (!row) throw new Error(`no client ${key}`)
  return row.clientId
}

/** A call that has been and gone; by default its caller leaves a word on the voicemail. */
export async function callThatWas(rig: AgencyRig, from: string, to: string = lines.morel) {
  const speaks = { text: 'Bonjour, au sujet du bail', seconds: 12 }
  const { sid } = await rig.exchange.call({ from, to, speaks }).finished
  const row = await until('the call is over', async () => {
    const [found] = await rig.context.db.select().from(calls).where(eq(calls.callSid, sid))
    return found?.disposition ? found : null
  })
  return { ...row, address: `/console/calls/${row.clientId}/${row.id}` }
}

export async function textThatCame(rig: AgencyRig, from: string, body: string, to: string = lines.morel) {
  const { sid, finished } = rig.exchange.text({ from, to, body })
  await finished
  const row = await until('the text is there', async () => {
    const [found] = await rig.context.db.select().from(texts).where(eq(texts.messageSid, sid))
    return found
  })
  return { ...row, address: `/console/texts/${row.clientId}/${row.id}` }
}

export async function slipOf({ context }: Pick<AgencyRig, 'context'>, clientId: number, sourceId: string) {
  const isIts = and(eq(messages.clientId, clientId), eq(messages.sourceId, sourceId))
  const [slip] = await context.db.select().from(messages).where(isIts)
  return slip
}
