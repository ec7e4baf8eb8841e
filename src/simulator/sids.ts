import { createHash, randomBytes } from 'node:crypto'

type SidKind = 'CA' | 'RE' | 'SM' | 'MM' | 'QU' | 'PN' | 'CF' | 'AP' | 'SK'
export type MakeSid = (kind: SidKind) => string

/** Unique, or with a seed the same at every run. */
export function sidMaker(seed: number | undefined): MakeSid {
  if (seed === undefined) return (kind) => kind + randomBytes(16).toString('hex')
  let count = 0
  return (kind) => {
    count += 1
    return kind + createHash('md5').update(`${seed}:${count}`).digest('hex')
  }
}
