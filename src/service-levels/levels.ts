/**
 * What the service levels count and mean: the one place that says so, beside the words on the page
 * (src/i18n/console/levels-fr.ts). A call is *offered* to the secretaries when its caller was asked to wait for one
 * (`calls.queued_at`); what rang at an executive first counts from the moment he came to wait. Each offered call counts
 * once, at that moment, as one of these.
 */
export const fates = [
  /** A secretary and he heard each other within 20 s of his beginning to wait. */
  'inTime',
  /** They did so later. */
  'later',
  /** He hung up while he waited, after 5 s or more. */
  'abandoned',
  /** He hung up sooner: nobody could have answered. The trade leaves these out of every share, and so do we. */
  'short',
  /** He went on to the voicemail, by key 1 or because nobody came. */
  'voicemail',
  /** He asked to be called back, by key 2. */
  'callback',
  /** He still waits: part of no share until it is known how that ends. */
  'waiting',
] as const
export type Fate = (typeof fates)[number]

export const inTimeSeconds = 20
export const shortSeconds = 5

/**
 * So many people must have answered before figures of their work are shown (talk, hold, writing), or a team's by day
 * and hour: otherwise they would be those of one or two whom everybody on the floor can name.
 */
export const fewestPeople = 3

/** Sums, so that those of several hours, days or clients can be added up. */
export type Counts = Readonly<Record<Fate, number>> & {
  /** From the beginning of the wait to the answer, of `inTime` and `later`. */
  readonly answerSeconds: number
  /** How long those waited who are `abandoned`. */
  readonly abandonedSeconds: number
  /** Of all of them, however the wait ended; not of those who still wait. */
  readonly longestSeconds: number
  /** Answered calls that are over, with what was spoken (hold included) and held in them. */
  readonly spoken: number
  readonly talkSeconds: number
  readonly heldSeconds: number
  /** Calls after which she wrote, until she said that she was ready, took the next or the client's time for it was up. */
  readonly wrapUps: number
  readonly wrapUpSeconds: number
}

/** What was counted, and how many people answered in it. */
export type Level = { readonly counts: Counts; readonly people: number }

export const countNames = [
  ...fates,
  ...([
    'answerSeconds',
    'abandonedSeconds',
    'longestSeconds',
    'spoken',
    'talkSeconds',
    'heldSeconds',
  ] as const),
  ...(['wrapUps', 'wrapUpSeconds'] as const),
] as const satisfies readonly (keyof Counts)[]
export type CountName = (typeof countNames)[number]

export function sumOf(all: Iterable<Counts>): Counts {
  const sum: Record<CountName, number> = noCounts()
  for (const one of all)
    for (const name of countNames)
      sum[name] = name === 'longestSeconds' ? Math.max(sum[name], one[name]) : sum[name] + one[name]
  return sum
}

const noCounts = (): Record<CountName, number> => ({
  ...{ inTime: 0, later: 0, abandoned: 0, short: 0, voicemail: 0, callback: 0, waiting: 0 },
  ...{ answerSeconds: 0, abandonedSeconds: 0, longestSeconds: 0 },
  ...{ spoken: 0, talkSeconds: 0, heldSeconds: 0, wrapUps: 0, wrapUpSeconds: 0 },
})

/** What is read of the sums. Null: of nothing there is neither share nor average. */
export type Figures = {
  /** All but `short` and `waiting`: what the shares are shares of. */
  readonly offered: number
  readonly answered: number
  readonly inTimeShare: number | null
  readonly abandonedShare: number | null
  /** Average speed of answer. */
  readonly answerSeconds: number | null
  readonly abandonedAfterSeconds: number | null
  readonly longestSeconds: number
  /** Averages of a call: what she spoke, without what he was held; what he was held; what she wrote afterwards. */
  readonly talkSeconds: number | null
  readonly heldSeconds: number | null
  readonly wrapUpSeconds: number | null
}

export function figuresOf(counts: Counts): Figures {
  const answered = counts.inTime + counts.later
  const offered = answered + counts.abandoned + counts.voicemail + counts.callback
  return {
    ...{ offered, answered, longestSeconds: counts.longestSeconds },
    inTimeShare: per(counts.inTime, offered),
    abandonedShare: per(counts.abandoned, offered),
    answerSeconds: per(counts.answerSeconds, answered),
    abandonedAfterSeconds: per(counts.abandonedSeconds, counts.abandoned),
    talkSeconds: per(counts.talkSeconds - counts.heldSeconds, counts.spoken),
    heldSeconds: per(counts.heldSeconds, counts.spoken),
    wrapUpSeconds: per(counts.wrapUpSeconds, counts.wrapUps),
  }
}

const per = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
