import { type Counts, type Figures, fewestPeople, figuresOf, type Level } from './levels.ts'

type Read = Counts & { readonly figures: Figures }

/** Of a person's work rather than of the calls: shown only where enough people answered. */
const work = ['talkSeconds', 'heldSeconds', 'wrapUpSeconds'] as const

/** What a table says of each row, on the page and as a file, in this order. */
const columns = {
  offered: { is: 'count', of: ({ figures }) => figures.offered },
  inTime: { is: 'count', of: ({ inTime }) => inTime },
  inTimeShare: { is: 'share', of: ({ figures }) => figures.inTimeShare },
  later: { is: 'count', of: ({ later }) => later },
  abandoned: { is: 'count', of: ({ abandoned }) => abandoned },
  abandonedShare: { is: 'share', of: ({ figures }) => figures.abandonedShare },
  abandonedAfter: { is: 'seconds', of: ({ figures }) => figures.abandonedAfterSeconds },
  short: { is: 'count', of: ({ short }) => short },
  voicemail: { is: 'count', of: ({ voicemail }) => voicemail },
  callback: { is: 'count', of: ({ callback }) => callback },
  answerSeconds: { is: 'seconds', of: ({ figures }) => figures.answerSeconds },
  longestSeconds: { is: 'seconds', of: ({ longestSeconds }) => longestSeconds },
  talkSeconds: { is: 'seconds', of: ({ figures }) => figures.talkSeconds },
  heldSeconds: { is: 'seconds', of: ({ figures }) => figures.heldSeconds },
  wrapUpSeconds: { is: 'seconds', of: ({ figures }) => figures.wrapUpSeconds },
} as const satisfies Record<string, { is: 'count' | 'share' | 'seconds'; of: (read: Read) => number | null }>

export type ColumnName = keyof typeof columns
export type Cell = {
  readonly name: ColumnName
  readonly is: 'count' | 'share' | 'seconds'
  readonly value: number | null
}

/** Single people may be made out only where the owner allows it. */
export type Showing = { readonly singles: boolean }

export const columnNames: readonly ColumnName[] = [
  ...([
    'offered',
    'inTime',
    'inTimeShare',
    'later',
    'abandoned',
    'abandonedShare',
    'abandonedAfter',
  ] as const),
  ...(['short', 'voicemail', 'callback', 'answerSeconds', 'longestSeconds'] as const),
  ...work,
]

/** Of her own answered calls nothing else has a meaning: who hung up was nobody's. */
export const personColumns: readonly ColumnName[] = [
  ...(['inTime', 'later', 'answerSeconds'] as const),
  ...work,
]

export function cellsOf(level: Level, names: readonly ColumnName[], showing: Showing): Cell[] {
  const read = { ...level.counts, figures: figuresOf(level.counts) }
  const hidden: readonly ColumnName[] = isShown(level, showing) ? [] : work
  return names.map((name) => ({
    ...{ name, is: columns[name].is },
    value: hidden.includes(name) ? null : columns[name].of(read),
  }))
}

/** Where nobody answered there is nobody to be made out. */
export const isShown = ({ people }: Level, { singles }: Showing): boolean =>
  singles || people === 0 || people >= fewestPeople
