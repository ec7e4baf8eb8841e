import { fold } from '../phrases.ts'

/** A key that no rule has yet, after the rule's name: "VIP vers Me Morel" is `vip-vers-me-morel`. */
export function newKey(name: string, taken: readonly string[]): string {
  const words = fold(name).replace(/[^a-z0-9]+/g, '-')
  const base = words.replace(/^-|-$/g, '').slice(0, 34).replace(/-$/, '') || 'regle'
  const used = new Set(['default', ...taken])
  for (let count = 1; ; count++) {
    const key = count === 1 ? base : `${base}-${count}`
    if (!used.has(key)) return key
  }
}
