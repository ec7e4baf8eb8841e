// Tab and line breaks are the only control characters that text may keep.
const CONTROLS = /(?![\t\n\r])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu
// Bidi controls turn a name around; the others are not seen and defeat comparison. ZWJ stays: emoji need it.
const INVISIBLES = /[\p{Bidi_Control}\u00ad\u180e\u200b\u200c\u2060\ufeff]/gu
// Stacked accents ("zalgo") climb over the lines above; no living script needs more than four.
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu
// No-break spaces are meant, so they stay.
const BREAKS = /[^\S\u00a0\u202f]+/gu
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * Takes out what XML 1.0 forbids (control characters, lone surrogates, U+FFFE): the Twilio SDK throws on
 * them, and PostgreSQL on NUL.
 */
export function stripControls(text: string): string {
  return text.replace(CONTROLS, '')
}

/** For names and subjects: no line break, nothing invisible, single spaces, at most `max` characters seen. */
export function singleLine(text: string, max: number): string {
  const line = stripControls(text).replace(INVISIBLES, '').replace(STACKED_MARKS, '$1').replace(BREAKS, ' ')
  return cutText(line.trim(), max)
}

/** Cuts between words where it can, never inside a letter or an emoji; `ellipsis` counts towards `max`. */
export function cutText(text: string, max: number, ellipsis = '…'): string {
  if (text.length <= max) return text
  // A grapheme can be long (a family emoji has 11 units): the slice keeps huge inputs from being segmented.
  const seen = [...graphemes.segment(text.slice(0, max * 16))].map((part) => part.segment)
  if (seen.length <= max && text.length <= max * 16) return text
  const head = seen.slice(0, Math.max(0, max - ellipsis.length)).join('')
  const atWord = seen[max - ellipsis.length] === ' ' ? head : head.replace(/\s\S*$/u, '')
  const kept = atWord.length >= head.length / 2 ? atWord : head
  return stripControls(kept).trimEnd() + ellipsis
}
