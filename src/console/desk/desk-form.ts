import { z } from 'zod'
import { outcomes } from '../../calls/outcomes.ts'
import { AppError } from '../../errors.ts'
import type { SlipForm } from '../../messages/find-draft.ts'
import type { SourceKey } from '../../messages/find-source.ts'

const addressSchema = z.object({
  clientId: z.coerce.number().int().positive().max(2_147_483_647),
  callId: z.uuid().optional(),
  textId: z.uuid().optional(),
})

/** Which call or text an address names; what is no address is found nowhere. */
export function readKey(params: unknown): SourceKey {
  const { data } = addressSchema.safeParse(params)
  if (data?.callId) return { clientId: data.clientId, sourceKind: 'call', sourceId: data.callId }
  if (data?.textId) return { clientId: data.clientId, sourceKind: 'text', sourceId: data.textId }
  throw new AppError(404, 'notFound', 'There is no such address')
}

const fieldNames = new Set([
  ...[
    'callerName',
    'company',
    'callbackNumber',
    'readBack',
    'recipient',
    'copies',
    'subject',
    'body',
    'urgent',
  ],
  ...['wish', 'wishWhen', 'reason', 'reasonVersion', 'revision'],
])
const numbered = /^(?:answer\.\d{1,2}|field\.[a-z0-9][a-z0-9-]{0,39})$/

const postedSchema = z.record(z.string(), z.union([z.string(), z.array(z.string()).max(100)])).catch({})

/** The fields of the slip that were sent, and no others; `seenVersion` is that of the draft she was shown. */
export function readSlipForm(body: unknown): { fields: SlipForm; seenVersion: number } {
  const posted = postedSchema.parse(body)
  const known = Object.entries(posted).filter(([name]) => fieldNames.has(name) || numbered.test(name))
  const fields = Object.fromEntries(known.filter(([, value]) => value !== ''))
  return { fields, seenVersion: Number(posted.version) || 0 }
}

const wrapUpSchema = z.object({
  outcome: z.enum(outcomes),
  billable: z.enum(['', 'yes', 'no']).catch(''),
  note: z.string().trim().max(1000).catch(''),
})

/** Null where no outcome was picked. */
export function readWrapUp(body: unknown) {
  const { data } = wrapUpSchema.safeParse(body)
  if (!data) return null
  const { outcome, billable, note } = data
  return { outcome, note: note || null, ...(billable !== '' && { billable: billable === 'yes' }) }
}

const readingSchema = z.object({ instruction: z.uuid(), version: z.coerce.number().int().positive() })

export function readInstructionForm(body: unknown) {
  const { data } = readingSchema.safeParse(body)
  return data ? [{ instructionId: data.instruction, version: data.version }] : []
}

const reasonSchema = z.object({ reason: z.string().max(40).catch('') }).catch({ reason: '' })

export const readReasonForm = (body: unknown): string | null => reasonSchema.parse(body).reason || null
