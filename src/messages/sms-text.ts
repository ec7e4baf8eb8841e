import { SegmentedMessage } from 'sms-segments-calculator'
import { cutText } from '../plain-text.ts'
import { gsmUnits } from './gsm-letters.ts'
import { spellForSms } from './sms-spelling.ts'

/** What the exchange bills: 160 GSM-7 or 70 UCS-2 characters alone, 153 or 67 in each of several. */
export type SmsText = { readonly text: string; readonly segments: number }

const MAX_SEGMENTS = 3
// Longer than three segments can be, so that a huge text is not measured whole.
const LONGEST = 3 * 153 + 1
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Counted here where that is certain; near a border between segments, and in UCS-2, the calculator is asked. */
export function countSegments(text: string): number {
  const units = gsmUnits(text)
  if (units !== null && units <= 160) return 1
  if (units !== null) {
    const parts = Math.ceil(units / 153)
    // A letter of two units is not cut in two: each segment may stay one unit short.
    if (Math.ceil((units + parts) / 153) === parts) return parts
  }
  return new SegmentedMessage(text).segmentsCount
}

/**
 * The text and its ending, which holds the link. Accents stay when they cost nothing; the text is cut between
 * words with "..." so that everything fits in `most` segments. The ending is never touched; one that alone is
 * longer than that throws.
 */
export function fitSms(text: string, ending: string, most = MAX_SEGMENTS): SmsText {
  const written = cutText(text.normalize('NFC'), LONGEST, '...')
  const spelled = spellForSms(written)
  const asSpelled = measure(spelled, ending)
  const isShorter = asSpelled.segments < fewestSegments(written + ending)
  const asWritten = isShorter ? null : measure(written, ending)
  const whole = asWritten && asWritten.segments <= asSpelled.segments ? asWritten : asSpelled
  if (whole.segments <= most) return whole
  return cutToFit(whole === asSpelled ? spelled : written, ending, most)
}

/** Without asking the calculator: a text in UCS-2 has no fewer. */
const fewestSegments = (text: string): number =>
  gsmUnits(text) !== null || text.length <= 70 ? 1 : Math.ceil(text.length / 67)

function cutToFit(text: string, ending: string, most: number): SmsText {
  for (let max = roomFor(text, ending, most); max >= 3; max -= 4) {
    const cut = measure(cutText(text, max, '...'), ending)
    if (cut.segments <= most) return cut
  }
  throw new Error(`an ending of ${ending.length} characters does not fit a text`)
}

/** How many characters of the text fit, nearly: the calculator has the last word, but takes milliseconds. */
function roomFor(text: string, ending: string, most: number): number {
  const isGsm = gsmUnits(text + ending) !== null
  let room = most * (isGsm ? 153 : 67) - unitsOf(ending, isGsm)
  let characters = 0
  for (const { segment } of graphemes.segment(text)) {
    room -= unitsOf(segment, isGsm)
    if (room < 0) break
    characters += 1
  }
  return characters
}

/** GSM 03.38 escapes these few with a second unit; UCS-2 counts as JavaScript does. */
function unitsOf(text: string, isGsm: boolean): number {
  return (isGsm ? gsmUnits(text) : null) ?? text.length
}

function measure(text: string, ending: string): SmsText {
  const whole = text + ending
  return { text: whole, segments: countSegments(whole) }
}
