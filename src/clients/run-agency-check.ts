import { checkAgency } from './agency-folder/check-agency.ts'
import type { AgencyCommandDeps } from './run-agency-command.ts'

/** `check PATH` needs no database, so that it also runs beside a server. */
export async function runAgencyCheck(
  path: string,
  { config, now, write }: Pick<AgencyCommandDeps, 'config' | 'now' | 'write'>,
): Promise<number> {
  const { problems, warnings, clients } = await checkAgency(path, config, now())
  for (const line of [...problems, ...warnings]) write(`${line}\n`)
  const isGood = problems.length === 0
  write(isGood ? `Nothing is wrong with these ${clients} clients.\n` : 'This folder would be refused.\n')
  return isGood ? 0 : 1
}
