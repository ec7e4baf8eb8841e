import { runAgencyCommand } from './clients/run-agency-command.ts'
import type { Context } from './context.ts'
import { runTwilioCommand } from './twilio/setup/run-twilio-command.ts'

/** A command line that another process handed to the one that has the embedded database; answers its exit code. */
export function runCommand(
  context: Context,
  [first, ...rest]: readonly string[],
  write: (text: string) => void,
): Promise<number> {
  if (first === 'twilio') return runTwilioCommand(rest, { ...context, write })
  const changed = (ids: Iterable<number>) => context.live.changed(ids, 'settings')
  return runAgencyCommand(first === undefined ? rest : [first, ...rest], { ...context, write, changed })
}
