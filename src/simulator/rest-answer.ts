import { setTimeout as wait } from 'node:timers/promises'
import type { Switchboard } from './switchboard.ts'
import type { RestOperation } from './trouble.ts'

/** What an operation answers; `cut` closes the connection instead of answering. */
export type RestAnswer =
  | { kind: 'json'; status: number; body: object }
  | { kind: 'sound'; body: Buffer; type: string }
  | { kind: 'empty' }
  | { kind: 'cut' }

export function done(body: object, status = 200): RestAnswer {
  return { kind: 'json', status, body }
}

/** An error in Twilio's own words. */
export function refused(status: number, code: number, message: string): RestAnswer {
  const more_info = `https://www.twilio.com/docs/errors/${code}`
  return { kind: 'json', status, body: { code, message, more_info, status } }
}

export function notFound(path: string): RestAnswer {
  return refused(404, 20404, `The requested resource ${path} was not found`)
}

/** Performs an operation, unless the trouble-maker is in its way. */
export async function perform(
  board: Switchboard,
  operation: RestOperation,
  act: () => RestAnswer,
): Promise<RestAnswer> {
  const trouble = board.trouble.forRest(operation)
  switch (trouble?.does ?? 'nothing') {
    case 'refuse':
      return refuseOnPurpose(trouble?.status ?? 400, trouble?.code)
    case 'delay':
      await wait(trouble?.delayMs ?? 100)
      return act()
    case 'acceptThenDrop':
      act()
      return { kind: 'cut' }
    default:
      return act()
  }
}

function refuseOnPurpose(status: number, code: number | undefined): RestAnswer {
  if (status === 429) return refused(429, code ?? 20429, 'Too Many Requests')
  if (status >= 500) return refused(status, code ?? 20500, 'An internal server error has occurred')
  return refused(status, code ?? 20001, 'Refused on purpose')
}
