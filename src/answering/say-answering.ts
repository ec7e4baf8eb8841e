import { type Language, t } from '../i18n/text.ts'
import type { Answering } from './answering.ts'

/** Who answers for a client, as names. */
export type Answerers = {
  readonly regular: readonly string[]
  /** Those who work for it otherwise, or for every client. */
  readonly assigned: readonly string[]
  /** Null where the client names none. */
  readonly team: NamedTeam | null
  readonly overflow: NamedTeam | null
}
/** `further`: how many of its members are not asked before. */
export type NamedTeam = { readonly name: string; readonly members: number; readonly further: number }

/** In plain words what will happen to a caller; then what is worth knowing of it. Pure. */
export function sayAnswering(answering: Answering, answerers: Answerers, language: Language) {
  const { widenSeconds, waitSeconds, offersCallback } = answering
  const circles = circlesOf(answerers, language)
  const notes = [answerers.team, answerers.overflow].flatMap((team) => sayVain(team, language))
  if (circles.length === 0) return { sentence: t(language, 'answering.nobody'), notes }
  const steps =
    widenSeconds === 0
      ? [{ seconds: 0, who: listed(circles, language) }]
      : circles.map((who, index) => ({ seconds: index * widenSeconds, who }))
  const [rung, never] = [
    steps.filter(({ seconds }) => seconds < waitSeconds),
    steps.filter(({ seconds }) => seconds >= waitSeconds),
  ]
  const said = [
    ...rung.map((step, index) => sayStep(step, index === 0, steps.length === 1, language)),
    t(language, 'answering.message', { seconds: waitSeconds }),
  ]
  return {
    sentence: `${said.join(language === 'fr' ? '\u202f; ' : '; ')}.`,
    notes: [
      ...never.map((step) => t(language, 'answering.neverRung', { ...step, waitSeconds })),
      ...notes,
      ...(steps.length > 1 ? [t(language, 'answering.skipped')] : []),
      t(language, offersCallback ? 'answering.keys' : 'answering.key'),
    ],
  }
}

type Step = { readonly seconds: number; readonly who: string }

function sayStep(step: Step, isFirst: boolean, isOnly: boolean, language: Language): string {
  if (!isFirst) return t(language, 'answering.then', step)
  return t(language, isOnly ? 'answering.atOnce' : 'answering.first', { who: step.who })
}

function circlesOf({ regular, assigned, team, overflow }: Answerers, language: Language): string[] {
  const teams = [team, overflow].flatMap((one) =>
    one && one.further > 0 ? [t(language, 'answering.team', { team: one.name })] : [],
  )
  return [
    ...[regular, assigned].flatMap((names) => (names.length > 0 ? [named(names, language)] : [])),
    ...teams,
  ]
}

/** Of a team that adds nobody. */
function sayVain(team: NamedTeam | null, language: Language): string[] {
  if (team === null || team.further > 0) return []
  return [
    t(language, team.members === 0 ? 'answering.emptyTeam' : 'answering.knownTeam', { team: team.name }),
  ]
}

/** More are a number, not a list. */
const mostNamed = 5

function named(names: readonly string[], language: Language): string {
  if (names.length <= mostNamed) return listed(names, language)
  const others = t(language, 'answering.others', { count: names.length - mostNamed + 1 })
  return listed([...names.slice(0, mostNamed - 1), others], language)
}

const listed = (names: readonly string[], language: Language) =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
