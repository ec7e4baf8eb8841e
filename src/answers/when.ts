type Clock = { readonly hour: number; readonly minute: number; readonly half: 'am' | 'pm' | null }
type Day =
  | { readonly kind: 'today' | 'tomorrow' | 'dayAfterTomorrow' }
  | { readonly kind: 'weekday'; readonly weekday: number }
export type DateOf = { readonly day: number; readonly month: number | null; readonly year: number | null }
export type When = {
  readonly clock: Clock | null
  readonly day: Day | null
  readonly date: DateOf | null
  /** Other words about it: "demain matin", "vendredi inclus". */
  readonly morning: boolean
  readonly afternoon: boolean
  readonly included: boolean
}

const connectors = new Set(['a', 'at', 'on', 'le', 'au', 'the', 'vers', 'around', 'of'])
const parts = new Map<string, Partial<When>>([
  ...['matin', 'morning'].map((word) => [word, { morning: true }] as const),
  ...['apresmidi', 'afternoon'].map((word) => [word, { afternoon: true }] as const),
  ...['inclus', 'compris', 'included', 'inclusive'].map((word) => [word, { included: true }] as const),
])
const nearDays = new Map<string, 'today' | 'tomorrow' | 'dayAfterTomorrow'>([
  ['aujourdhui', 'today'],
  ['today', 'today'],
  ['demain', 'tomorrow'],
  ['tomorrow', 'tomorrow'],
  ['apresdemain', 'dayAfterTomorrow'],
])
const numbered = (...names: string[]) =>
  new Map(names.flatMap((both, index) => both.split(' ').map((name) => [name, index + 1] as const)))
const weekdays = numbered(
  ...['lundi monday', 'mardi tuesday', 'mercredi wednesday', 'jeudi thursday', 'vendredi friday'],
  ...['samedi saturday', 'dimanche sunday'],
)
const months = numbered(
  ...['janvier january', 'fevrier february', 'mars march', 'avril april', 'mai may', 'juin june'],
  ...['juillet july', 'aout august', 'septembre september', 'octobre october', 'novembre november'],
  'decembre december',
)

/** `french`: 3/12 is the third of December. `atDay`: a number may follow, as in "jusqu'au 24". */
type Introduced = { readonly french: boolean; readonly atDay: boolean }

/** Reads as far as the words tell a time; `rest` is what stands behind it. Null when one word contradicts another. */
export function readWhen(text: string, introduced: Introduced): { when: When; rest: string } | null {
  const words = text.split(' ')
  let when: When = { clock: null, day: null, date: null, morning: false, afternoon: false, included: false }
  let read = 0
  for (const [index, word] of words.entries()) {
    if (connectors.has(word)) continue
    const said = readWord(word, { before: words[index - 1], after: words[index + 1], ...introduced })
    if (!said) break
    const next = together(when, said)
    if (!next) return null
    when = next
    read = index + 1
  }
  return read === 0 ? null : { when, rest: words.slice(read).join(' ') }
}

type Place = Introduced & { readonly before: string | undefined; readonly after: string | undefined }

function readWord(word: string, place: Place): Partial<When> | null {
  const near = nearDays.get(word)
  if (near) return { day: { kind: near } }
  const weekday = weekdays.get(word)
  if (weekday) return { day: { kind: 'weekday', weekday } }
  const month = months.get(word)
  if (month) return { date: { day: 0, month, year: null } }
  return parts.get(word) ?? readClock(word) ?? readDate(word, place)
}

function readClock(word: string): Partial<When> | null {
  const [, hour, minute, half = null] = /^@(\d\d):(\d\d)(am|pm)?$/.exec(word) ?? []
  if (!hour || Number(hour) > (half ? 12 : 24) || (half && hour === '00') || Number(minute) > 59) return null
  const past = half ? (Number(hour) % 12) + (half === 'pm' ? 12 : 0) : Number(hour)
  return { clock: { hour: past, minute: Number(minute), half: half === 'am' || half === 'pm' ? half : null } }
}

function readDate(word: string, { french, atDay, before = '', after = '' }: Place): Partial<When> | null {
  const [, day, month, year] = /^@(\d+)\/(\d+)(?:\/(\d+))?$/.exec(word) ?? []
  if (day && french)
    return { date: { day: Number(day), month: Number(month), year: year ? Number(year) : null } }
  const [, ordinal] = /^@(\d+)rd$/.exec(word) ?? []
  const follows = before === '' ? atDay : ['au', 'le'].includes(before) || weekdays.has(before)
  const isDay = /^\d\d?$/.test(word) && (follows || months.has(before) || months.has(after))
  return ordinal || isDay ? { date: { day: Number(ordinal ?? word), month: null, year: null } } : null
}

/** Day and month come in either order; everything else is said once. */
function together(when: When, said: Partial<When>): When | null {
  if ((said.clock && when.clock) || (said.day && when.day)) return null
  if (!said.date || !when.date) return { ...when, ...said }
  const [first, second] = [when.date, said.date]
  if (first.year || second.year || first.day > 0 === second.day > 0 || (first.month && second.month))
    return null
  return { ...when, date: { day: first.day + second.day, month: first.month ?? second.month, year: null } }
}
