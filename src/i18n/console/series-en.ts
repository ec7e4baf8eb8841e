import type { TextKey, Translation } from '../text.ts'

type Key = Extract<TextKey, `series.${string}`>

/** Several appointments at once. */
export const seriesEn: Pick<Translation, Key> = {
  'series.repeat': 'Repeat',
  'series.rhythm': 'How often',
  'series.once': 'once only',
  'series.rhythm.weekly': 'every week',
  'series.rhythm.fortnightly': 'every two weeks',
  'series.rhythm.monthly': 'every month on the same day',
  'series.times': 'How many times',
  'series.until': 'or until',
  'series.look': 'See the dates',
  'series.summary': (p) => `${p.free} of ${p.all} will be booked, all of them or none.`,
  'series.skip': 'not on this day',
  'series.fate.decides': 'will be confirmed',
  'series.fate.asks': 'to be approved',
  'series.fate.taken': 'taken',
  'series.fate.past': 'past',
  'series.fate.mustNot': 'takes an order',
  'series.fate.notBookableByHer': 'for supervisors',
  'series.fate.notOffered': 'no longer offered',
  'series.fate.twice': 'clocks change: it comes twice',
  'series.fate.skipped': 'clocks change: there is no such time',
  'series.fate.noSuchDate': 'this month has no such day',
  'series.fate.noSuchTime': 'there is no such time',
  'series.title': (p) => `Series: ${p.place} of ${p.all}`,
  'series.one': 'This one only',
  'series.onward': (p) => `This one and those after it (${p.count})`,
}
