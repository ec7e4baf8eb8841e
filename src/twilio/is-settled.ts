import type { Context } from '../context.ts'

/** Webhooks of what happened less than this ago may still be on their way, or in the spool. */
const freshMs = 2 * 60_000

export const isSettled = ({ now }: Pick<Context, 'now'>, at: Date): boolean =>
  now().getTime() - at.getTime() > freshMs
