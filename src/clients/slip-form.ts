import { z } from 'zod'
import { keySchema } from '../rules/rule.ts'
import { blockText, lineText } from './agency-folder/fields.ts'

/** What the caller asks for: to be rung back, nothing because he rings again himself, or only that she knows. */
export const wishes = ['callBack', 'willCallAgain', 'information'] as const
export type Wish = (typeof wishes)[number]

/** A question that this client wants on every slip; with `choices`, one of them is picked. */
export const slipFieldSchema = z.strictObject({
  key: keySchema,
  label: lineText(80),
  choices: z.array(lineText(80)).max(20).default([]),
  required: z.boolean().default(false),
})

/** A slip that is filled in by one key, for what this client is rung about every day. */
export const slipTemplateSchema = z.strictObject({
  key: keySchema,
  name: lineText(80),
  subject: lineText(200).optional(),
  body: blockText(4000).optional(),
  wish: z.enum(wishes).optional(),
})

export type SlipField = z.output<typeof slipFieldSchema>
export type SlipTemplate = z.output<typeof slipTemplateSchema>
