/** A key made from a name: "Me Élodie Roux" is `me-elodie-roux`; numbered where it is taken. */
export function newKey(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 34)
    .replace(/^-+|-+$/g, '')
  const base = plain === '' ? 'sans-nom' : plain
  const reserved = [...taken, 'new', 'default']
  if (!reserved.includes(base)) return base
  for (let count = 2; ; count++) if (!reserved.includes(`${base}-${count}`)) return `${base}-${count}`
}
