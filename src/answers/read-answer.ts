import { awayUntil } from './away-until.ts'
import type { Command, LineCommand, MoveCommand, Reading } from './command.ts'
import type { Moment } from './moment.ts'
import { askingPhrases, linePhrases, politePhrases, statingPhrases } from './phrases.ts'
import { plainSentences, type Sentence } from './plain-sentences.ts'
import { resolveWhen } from './resolve-when.ts'
import { readWhen } from './when.ts'

const unclear: Reading = { kind: 'unclear' }

/**
 * What an executive's answer says, in French or English. Nothing is guessed: one word that has no place in the
 * grammar makes the whole answer unclear, and so do two commands that contradict each other.
 */
export function readAnswer(text: string, moment: Moment): Reading {
  const sentences = plainSentences(text)
  if (!sentences) return unclear
  const commands: Command[] = []
  for (const sentence of sentences) {
    const said = readSentence(sentence, moment)
    if (!said) return unclear
    commands.push(...said)
  }
  if (commands.length === 0) return sentences.some(isThanks) ? { kind: 'thanks' } : unclear
  const told = withoutRepetition(commands)
  return agree(told) ? { kind: 'commands', commands: told } : unclear
}

const isThanks = ({ words, asks }: Sentence) => !asks && /\b(?:merci|thanks|thank you)\b/.test(words)

function readSentence({ words, asks }: Sentence, moment: Moment): Command[] | null {
  const core = withoutPoliteness(words)
  if (core === '') return []
  const asking = askingKinds.get(core)
  if (asking) return [{ kind: asking }]
  if (asks) return null
  const until = awayUntil(core.replaceAll(' ,', ''), moment)
  if (until) return [{ kind: 'away', until }]
  return readClauses(core, moment)
}

/** "3 ok, 4 rappeler", "3 et 4 ok", "ok 3, 4": a clause of bare numbers goes with the one that it fits. */
function readClauses(words: string, moment: Moment): Command[] | null {
  const clauses = words.split(/ ?(?:,|\bet\b|\band\b|\bpuis\b|\bthen\b) ?/).map(withoutPoliteness)
  const joined: string[] = []
  let waiting = ''
  for (const clause of clauses) {
    if (clause === '') continue
    const last = joined.at(-1)
    const bare = /^[\d ]+$/.test(clause)
    const fitsBefore = bare && waiting === '' && last !== undefined && endsWithNumber.test(last)
    if (fitsBefore) joined[joined.length - 1] = `${last} ${clause}`
    else if (bare) waiting = `${waiting} ${clause}`
    else {
      joined.push(`${waiting} ${clause}`.trim())
      waiting = ''
    }
  }
  if (waiting !== '') return null
  // "ok 3, 4 rappeler" may be two answers, or one about both.
  if (
    joined.some((clause) => startsWithNumber.test(clause)) &&
    joined.some((clause) => endsWithNumber.test(clause))
  )
    return null
  const read = joined.map((clause) => readClause(clause, moment))
  return read.every((commands) => commands !== null) ? read.flat() : null
}

const startsWithNumber = /^\d/
const endsWithNumber = /^[a-z].* \d+$/

function readClause(clause: string, moment: Moment): Command[] | null {
  const simple = askingKinds.get(clause) ?? statingKinds.get(clause)
  if (simple) return [{ kind: simple }]
  const until = awayUntil(clause, moment)
  if (until) return [{ kind: 'away', until }]
  return readLines(clause) ?? readMove(clause, moment)
}

const moveWords =
  /^(?:(?:plutot|deplacer|deplacez|decaler|decalez|reporter|reportez|move|instead|rather|to|a|au) )+/
const englishDays = /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today)\b/

/** "4 jeudi 15h", "4 deplacer au 3/12 a 9h30". A day and a time: half of it would be a guess. */
function readMove(clause: string, moment: Moment): Command[] | null {
  const [, number, said = ''] = /^([1-9]\d?) (.+)$/.exec(clause) ?? []
  if (!number) return null
  const words = said.replace(moveWords, '')
  const read = readWhen(words, { french: !englishDays.test(words), atDay: true })
  if (read?.rest !== '' || !read.when.clock || !(read.when.day || read.when.date)) return null
  const startsAt = resolveWhen(read.when, moment)
  return startsAt ? [{ kind: 'move', line: Number(number), startsAt }] : null
}

type Item = { readonly number: number } | { readonly kind: LineCommand['kind'] }

/** "3 4 ok 5 non" or "ok 3 4 non 5": numbers all before their word, or all after it. */
function readLines(clause: string): Command[] | null {
  const items = readItems(clause)
  if (!items) return null
  const [only] = items
  if (items.length === 1 && only && 'kind' in only)
    // "cancel" is an opt-out word at the exchange, and "annuler" may mean the last answer.
    return only.kind === 'cancelAppointment' ? null : [{ kind: only.kind, line: null }]
  const numbersFirst = only !== undefined && 'number' in only
  return toCommands(numbersFirst ? items : items.toReversed(), numbersFirst)
}

function toCommands(items: readonly Item[], inOrder: boolean): Command[] | null {
  const commands: Command[] = []
  let lines: number[] = []
  for (const item of items) {
    if ('number' in item) lines.push(item.number)
    else {
      if (lines.length === 0) return null
      commands.push(...lines.map((line) => ({ kind: item.kind, line })))
      lines = []
    }
  }
  if (lines.length > 0) return null
  return inOrder ? commands : commands.toReversed()
}

function readItems(clause: string): Item[] | null {
  const items: Item[] = []
  let rest = clause
  while (rest !== '') {
    const found = rest.match(itemPattern)
    if (!found) return null
    const [whole, number, phrase = ''] = found
    const kind = lineKinds.get(phrase)
    if (number) items.push({ number: Number(number) })
    else if (kind) items.push({ kind })
    rest = rest.slice(whole.length).trimStart()
  }
  return items
}

const kindsOf = <Kind extends string>(phrases: Record<Kind, readonly string[]>): Map<string, Kind> => {
  const kinds = new Map<string, Kind>()
  for (const kind in phrases) for (const phrase of phrases[kind]) kinds.set(phrase, kind)
  return kinds
}
const askingKinds = kindsOf(askingPhrases)
const statingKinds = kindsOf(statingPhrases)
const lineKinds = kindsOf(linePhrases)

const oneOf = (phrases: Iterable<string>): string =>
  [...phrases].toSorted((a, b) => b.length - a.length).join('|')
/** "ok je rappelle" says nothing else than "je rappelle". */
const itemPattern = new RegExp(
  `^(?:([1-9]\\d?)|(?:ok (?=${oneOf([...linePhrases.executiveCalls, ...linePhrases.secretaryCalls])}))?(${oneOf(lineKinds.keys())})(?<! l(?:e|a|es)(?= \\d))|(?:${oneOf(politePhrases)}))(?= |$)`,
)
const politeEnds = new RegExp(
  `^(?:${oneOf(politePhrases)}|,)(?= |$) ?| ?(?<=^| )(?:${oneOf(politePhrases)}|,)$`,
)

/** "merci de rappeler" begins like a thank-you and is none. */
function withoutPoliteness(words: string): string {
  let core = words.trim()
  while (!/^merci de /.test(core) && politeEnds.test(core)) core = core.replace(politeEnds, '').trim()
  return core
}

const isLineCommand = (command: Command): command is LineCommand | MoveCommand => 'line' in command

function withoutRepetition(commands: readonly Command[]): Command[] {
  const seen = new Map(commands.map((command) => [JSON.stringify(command), command]))
  return [...seen.values()]
}

/** One word for each line; what has no number stands alone; she is away or back, not both. */
function agree(commands: readonly Command[]): boolean {
  const lines = commands.filter(isLineCommand).map(({ line }) => line)
  const present = commands.filter(({ kind }) => kind === 'away' || kind === 'available')
  if (lines.includes(null) && lines.length > 1) return false
  return new Set(lines).size === lines.length && present.length <= 1
}
