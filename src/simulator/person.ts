/** What somebody says into a recording; the page may bring real sound (WAV). */
export type Speech = { text: string; seconds: number; sound?: Buffer }

export type Phase = 'arrival' | 'ring' | 'say' | 'gather' | 'record' | 'talk'

/** What the person at the far end of a leg does once connected. */
export type Person = {
  /** One entry for each `<Gather>` met; an empty one presses nothing. */
  presses: string[]
  speaks: Speech | null
  /** After speaking into a recording: hangs up, waits in silence, or presses this key. */
  afterSpeaking: string
  /** In a conversation, hangs up after this long; `null` leaves it to the other side. */
  talkSeconds: number | null
  hangsUp: { during: Phase | 'call'; afterSeconds: number } | null
  /** Acts through the page or a test, at her own time. */
  byHand: boolean
}

export type PersonScript = {
  presses?: string | string[]
  speaks?: string | { text?: string; seconds: number }
  /** `'hangsUp'` (the default), `'waits'`, or a key. */
  afterSpeaking?: string
  talkSeconds?: number
  hangsUp?: { during?: Phase; afterSeconds?: number }
  byHand?: boolean
}

/** About how fast a voice reads, in characters a second. */
const READING_SPEED = 15

export function spokenSeconds(text: string): number {
  return Math.max(1, text.length / READING_SPEED)
}

export function personOf(script: PersonScript): Person {
  return {
    presses: typeof script.presses === 'string' ? [script.presses] : [...(script.presses ?? [])],
    speaks: speechOf(script.speaks),
    afterSpeaking: script.afterSpeaking ?? 'hangsUp',
    talkSeconds: script.talkSeconds ?? null,
    hangsUp: hangUpOf(script.hangsUp),
    byHand: script.byHand ?? false,
  }
}

function speechOf(speaks: PersonScript['speaks']): Speech | null {
  if (speaks === undefined) return null
  if (typeof speaks === 'string') return { text: speaks, seconds: spokenSeconds(speaks) }
  return { text: speaks.text ?? '', seconds: speaks.seconds }
}

function hangUpOf(hangsUp: PersonScript['hangsUp']): Person['hangsUp'] {
  if (!hangsUp) return null
  return { during: hangsUp.during ?? 'call', afterSeconds: hangsUp.afterSeconds ?? 0.5 }
}
