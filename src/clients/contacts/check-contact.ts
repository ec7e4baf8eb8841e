import { type PhoneNumber, parsePhoneNumber } from '../../phone-number.ts'
import { contactCellsSchema } from '../agency-folder/contact.ts'
import type { ContactDefinition } from '../agency-folder/definition.ts'

/** A contact's card as it stands in a form. */
export type ContactFields = {
  readonly name: string
  readonly company: string
  readonly email: string
  /** One in each line. */
  readonly numbers: string
  /** With spaces between. */
  readonly tags: string
  /** Key of an executive; empty for nobody in particular. */
  readonly executive: string
}

export type ContactField = keyof ContactFields

/** What cannot be kept, by field; for numbers those that are none. */
export type ContactProblems = Partial<Record<ContactField, readonly string[]>>

/** Judged by the rules of the agency folder. */
export function checkContact(
  key: string,
  fields: ContactFields,
): { readonly contact: ContactDefinition } | { readonly problems: ContactProblems } {
  const typed = fields.numbers.split(/[\n|;,]/).map((line) => line.trim())
  const numbers = typed
    .filter((line) => line !== '')
    .map((text) => ({ text, number: parsePhoneNumber(text) }))
  const wrong = numbers.filter(({ number }) => number === null).map(({ text }) => text.slice(0, 60))
  const checked = contactCellsSchema.safeParse(withoutEmpty({ ...fields, key }))
  const issues = checked.error?.issues.map(({ path }) => String(path[0])) ?? []
  const problems = Object.fromEntries(issues.map((field) => [field, []]))
  if (!checked.success || wrong.length > 0)
    return { problems: wrong.length > 0 ? { ...problems, numbers: wrong } : problems }
  const { name, company = null, email = null, executive = null, tags } = checked.data
  const unique = [...new Set(numbers.flatMap(({ number }): PhoneNumber[] => (number ? [number] : [])))]
  return {
    contact: { key, name, company, email, executive, tags: [...new Set(tags)], numbers: unique.sort() },
  }
}

const withoutEmpty = ({ key, name, company, email, executive, tags }: ContactFields & { key: string }) => ({
  key,
  name,
  ...(company.trim() && { company }),
  ...(email.trim() && { email: email.trim() }),
  ...(executive && { executive }),
  tags: tags.split(/[\s|,;]+/u).filter((tag) => tag !== ''),
})
