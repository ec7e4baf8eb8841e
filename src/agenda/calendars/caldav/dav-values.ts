import { z } from 'zod'

const wrapped = z.union([
  z.union([z.string(), z.number(), z.boolean()]).transform(String),
  z
    .object({ _cdata: z.union([z.string(), z.array(z.string()).transform((parts) => parts.join(''))]) })
    .transform(({ _cdata }) => _cdata),
  z.object({ _text: z.coerce.string() }).transform(({ _text }) => _text),
])

/** tsdav gives a text as it came: bare, as CDATA, or turned into a number. Null for none. */
export function textOf(value: unknown): string | null {
  const { data } = wrapped.safeParse(value)
  return data?.trim() ? data : null
}

/** The path alone: an item is never looked for at another host than its collection's. */
export const hrefOf = (href: string, base: string): string => new URL(href, base).pathname
