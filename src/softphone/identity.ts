/** As the exchange knows her: her id without hyphens, which it would not take in a name. */
export const identityOf = (secretaryId: string): string => secretaryId.replaceAll('-', '')

/** Whose softphone it is, of what the exchange says (`client:<identity>`); null for anything else. */
export function secretaryOf(from: string): string | null {
  const parts = /^client:([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(from)
  return parts ? parts.slice(1).join('-') : null
}
