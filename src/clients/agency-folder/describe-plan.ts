import { type Change, differingFields } from './compare-definitions.ts'
import { type ClientPlan, type ImportPlan, isUnchanged } from './plan-import.ts'

/** The plan as the command prints it, one line each. */
export function describePlan(plan: ImportPlan): string[] {
  const touched = plan.clients.filter((client) => !isUnchanged(client))
  const { clients, secretaries, teams } = plan.leftAlone
  return [
    ...touched.flatMap(describeClient),
    ...plan.secretaries.map(({ id, secretary }) => `secretary ${secretary.key}: ${id ? 'changed' : 'new'}`),
    ...plan.teams.map(({ id, team }) => `team ${team.key}: ${id ? 'changed' : 'new'}`),
    ...plan.clients.flatMap(describeKept),
    ...leftAlone('client', clients),
    ...leftAlone('secretary', secretaries),
    ...leftAlone('team', teams),
    countClients(plan, touched),
  ]
}

export function hasChanges({ clients, secretaries, teams }: ImportPlan): boolean {
  return secretaries.length + teams.length > 0 || clients.some((client) => !isUnchanged(client))
}

function describeClient({ read, stored, changes, contacts }: ClientPlan): string[] {
  const { key, settings, ...lists } = read.definition
  const title = `${settings.name} (${key})`
  if (!stored) {
    const counts = [
      plural(lists.lines.length, 'line'),
      plural(lists.executives.length, 'executive'),
      plural(lists.ruleSet.rules.length, 'rule'),
      plural(lists.reasons.length, 'reason'),
      plural(lists.instructions.length, 'instruction'),
      plural(lists.appointmentTypes.length, 'appointment type'),
      plural(lists.mandates.length, 'mandate'),
      plural(contacts?.created ?? 0, 'contact'),
    ]
    return [`${title}: new client, ${counts.join(', ')}`]
  }
  const noted = changes.map((change) => `  ${describeChange(change, stored.ruleSetVersion)}`)
  const { created, changed, removed } = contacts ?? { created: 0, changed: 0, removed: 0 }
  const people = `  contacts: ${created} new, ${changed} changed, ${removed} removed`
  return [`${title}:`, ...noted, ...(created + changed + removed > 0 ? [people] : [])]
}

const words = {
  settings: 'client',
  hours: 'hours',
  executives: 'executive',
  lines: 'line',
  reasons: 'reason',
  instructions: 'instruction',
  appointmentTypes: 'appointment type',
  mandates: 'mandate',
  ruleSet: 'rules',
} as const

function describeChange({ part, key, fields, before, after }: Change, ruleSetVersion: number): string {
  const what = key === null ? words[part] : `${words[part]} ${key}`
  if (before === null) return `${what}: new`
  if (after === null) return `${what}: ${part === 'executives' ? 'leaves; her history stays' : 'removed'}`
  if (part === 'ruleSet') return `${what}: version ${ruleSetVersion + 1} (${fields.join(', ')})`
  const detailed = fields.flatMap((field) => (field === 'choices' ? choicesThat(before, after) : field))
  return `${what}: ${detailed.join(', ')} changed`
}

/** Which of her choices, since there are many. */
const choicesThat = (before: unknown, after: unknown): string[] =>
  differingFields(...pair(before, after)).map((field) => `choices.${field}`)

const pair = (before: unknown, after: unknown): [object, object] => [
  Object(Reflect.get(Object(before), 'choices')),
  Object(Reflect.get(Object(after), 'choices')),
]

/** The folder says what it said last time, and she has changed it since. */
function describeKept({ read, folder }: ClientPlan): string[] {
  return read.definition.executives.flatMap((executive) => {
    const said = folder.get(executive.key) ?? executive
    const language = said.language === executive.language ? [] : ['language']
    const kept = [...differingFields(said.choices, executive.choices), ...language]
    if (kept.length === 0) return []
    return [
      `${read.definition.key}, executive ${executive.key}: keeps what she chose herself (${kept.join(', ')})`,
    ]
  })
}

const shownKeys = 20

function leftAlone(what: string, keys: readonly string[]): string[] {
  if (keys.length === 0) return []
  const more = keys.length > shownKeys ? ' …' : ''
  const names = keys.slice(0, shownKeys).join(', ')
  return [`${plural(keys.length, what)} not in the folder, left as they are: ${names}${more}`]
}

function countClients(plan: ImportPlan, touched: readonly ClientPlan[]): string {
  if (!hasChanges(plan)) return 'Nothing to change.'
  const { clients } = plan
  const created = touched.filter(({ stored }) => stored === null).length
  const unchanged = clients.length - touched.length
  return `${plural(created, 'new client')}, ${touched.length - created} changed, ${unchanged} unchanged`
}

function plural(count: number, word: string): string {
  if (count === 1) return `1 ${word}`
  return `${count} ${word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`}`
}
