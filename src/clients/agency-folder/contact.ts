import { z } from 'zod'
import { keySchema } from '../../rules/rule.ts'
import { contactKeyField, emailField, lineText, phoneField, tagField } from './fields.ts'

/** One contact inside a client's file. */
export const contactSchema = z.strictObject({
  key: contactKeyField,
  name: lineText(200),
  company: lineText(200).optional(),
  numbers: z.array(phoneField).default([]),
  email: emailField.optional(),
  tags: z.array(tagField).default([]),
  executive: keySchema.optional(),
})

/** In a CSV file the same columns, each as one text; numbers are read apart. */
export const contactCellsSchema = contactSchema.omit({ numbers: true })

export type ContactFile = z.output<typeof contactSchema>
