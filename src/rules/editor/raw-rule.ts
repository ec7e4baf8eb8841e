import { allOf, type Fields, listOf, textOf } from './form-fields.ts'

/** The condition at one place of the form, for its schema to judge; what was left blank is left out. */
export function rawCondition(fields: Fields, place: number): unknown {
  const text = (name: string) => textOf(fields, `${place}.${name}`)
  const kind = textOf(fields, `kind.${place}`)
  switch (kind) {
    case 'caller':
      return { kind, ...rawCaller(fields, place) }
    case 'windows':
      return { kind, windows: rawWindows(fields, place) }
    case 'line':
      return { kind, lines: [...allOf(fields, `${place}.lines`)] }
    case 'body':
      return { kind, words: listOf(fields, `${place}.words`) }
    case 'publicHoliday':
      return { kind, is: text('is') === 'true' }
    case 'repeated':
      return { kind, times: Number(text('times')), minutes: Number(text('minutes')) }
    case 'hours':
      return { kind, of: text('of'), is: text('is') }
    case 'dates':
      return { kind, from: text('from'), to: text('to') }
    case 'availability':
      return { kind, executive: text('executive'), is: text('is') }
    case 'channel':
      return { kind, is: text('is') }
    default:
      return { kind, by: text('by') }
  }
}

function rawCaller(fields: Fields, place: number): object {
  const list = (name: string) => listOf(fields, `${place}.${name}`)
  const ticked = (['telemarketing', 'withheld', 'own', 'unknown'] as const).filter(
    (sort) => textOf(fields, `${place}.${sort}`) === 'yes',
  )
  return withoutBlanks({
    numbers: list('numbers'),
    prefixes: list('prefixes').map(asPrefix),
    tags: list('tags'),
    contactOf: textOf(fields, `${place}.contactOf`),
    ...Object.fromEntries(ticked.map((sort) => [sort, true])),
  })
}

/** As people write them: "01 62" and "0033 1 62" are "+33162". */
const asPrefix = (typed: string): string =>
  typed.replace(/[\s.]/g, '').replace(/^00/, '+').replace(/^0/, '+33')

const mostWindows = 20

function rawWindows(fields: Fields, place: number): object[] {
  return Array.from({ length: mostWindows }, (_, row) => ({
    days: [...allOf(fields, `${place}.days.${row}`)],
    from: textOf(fields, `${place}.from.${row}`),
    to: textOf(fields, `${place}.to.${row}`),
  })).filter(({ days, from, to }) => days.length > 0 || from !== '' || to !== '')
}

/** The action of the form, for its schema to judge. */
export function rawAction(fields: Fields): unknown {
  const kind = textOf(fields, 'a.kind')
  if (kind !== 'forward') return rawEnding(fields, 'a')
  return {
    kind,
    to: textOf(fields, 'a.to'),
    ringSeconds: Number(textOf(fields, 'a.ringSeconds')),
    screen: textOf(fields, 'a.unscreened') !== 'yes',
    otherwise: rawEnding(fields, 'o'),
  }
}

function rawEnding(fields: Fields, prefix: 'a' | 'o'): unknown {
  const text = (name: string) => textOf(fields, `${prefix}.${name}`)
  const kind = text('kind')
  if (kind === 'discard') {
    const how = text('how')
    return withoutBlanks({ kind, how, announcement: how === 'announce' ? text('announcement') : '' })
  }
  return withoutBlanks({
    kind,
    for: text('for'),
    copies: [...allOf(fields, `${prefix}.copies`)],
    urgency: text('urgency'),
    by: text('by'),
    greeting: text('greeting'),
  })
}

const withoutBlanks = (values: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  )
