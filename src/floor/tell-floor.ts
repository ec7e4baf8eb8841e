import type { Context } from '../context.ts'

/** Stands among clients' ids for what is the agency's own: a station. */
const agencyItself = 0

/** Whoever looks at the floor, and at whom it rings, looks again. After the commit. */
export const tellFloor = ({ live }: Pick<Context, 'live'>, clientId: number = agencyItself): void =>
  live.changed([clientId], 'floor')
