import type { Db } from '../../db/db.ts'
import type { HostOptions } from './agency.ts'
import { applyPlan } from './apply-plan.ts'
import { describePlan, hasChanges } from './describe-plan.ts'
import { planImport } from './plan-import.ts'
import { Problems } from './problem.ts'
import { readAgency } from './read-agency.ts'
import { rememberFolder } from './remember-folder.ts'

export type ImportOptions = HostOptions & {
  readonly path: string
  /** `plan` changes nothing. */
  readonly mode: 'plan' | 'apply'
  readonly now: Date
  /** Hears the plan before anything is changed. */
  readonly tell?: (plan: Told) => void
}

type Told = { readonly plan: readonly string[]; readonly warnings: readonly string[] }

export type ImportOutcome = Told & {
  readonly kind: 'refused' | 'unchanged' | 'planned' | 'applied'
  readonly problems: readonly string[]
  /** Ids of the clients that changed, for those who keep them in memory. */
  readonly changed: readonly number[]
}

/** Imports an agency folder: all of it or, with a single problem, nothing. Importing it again changes nothing. */
export async function importAgency(db: Db, options: ImportOptions): Promise<ImportOutcome> {
  const problems = new Problems()
  const agency = await readAgency(options.path, problems, options)
  const plan = await planImport(db, agency, problems, options.now)
  const told = {
    problems: problems.sentences(),
    warnings: problems.warnings,
    plan: describePlan(plan),
    changed: [],
  }
  if (problems.count > 0) return { ...told, kind: 'refused', plan: [] }
  options.tell?.(told)
  if (options.mode === 'plan') return { ...told, kind: hasChanges(plan) ? 'planned' : 'unchanged' }
  if (!hasChanges(plan)) {
    await rememberFolder(db, plan)
    return { ...told, kind: 'unchanged' }
  }
  return { ...told, kind: 'applied', changed: await applyPlan(db, plan, options.now) }
}
