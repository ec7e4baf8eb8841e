export type WebhookKind =
  | 'voice'
  | 'step'
  | 'fallback'
  | 'callStatus'
  | 'recording'
  | 'conference'
  | 'text'
  | 'messageStatus'

export type RestOperation =
  | 'messages.create'
  | 'messages.list'
  | 'messages.fetch'
  | 'calls.create'
  | 'calls.list'
  | 'calls.fetch'
  | 'calls.update'
  | 'conferences.list'
  | 'conferences.fetch'
  | 'conferences.update'
  | 'participants.create'
  | 'participants.list'
  | 'participants.fetch'
  | 'participants.update'
  | 'participants.remove'
  | 'recordings.create'
  | 'recordings.list'
  | 'recordings.media'
  | 'recordings.remove'
  | 'recordings.update'
  | 'account.fetch'
  | 'keys.create'
  | 'numbers.list'
  | 'numbers.update'
  | 'applications.list'
  | 'applications.fetch'
  | 'applications.create'
  | 'applications.update'

type HowOften = {
  /** 0 to 1; drawn from the seeded sequence. Always, when left out. */
  probability?: number
  /** Applies this many times, then goes. */
  times?: number
}

/**
 * `twice`: delivered again at the same moment. `late`: after `delayMs`. `outOfOrder`: after the next one of its
 * kind. `lost`: never delivered; where an answer is needed the server counts as unreachable.
 */
export type WebhookTrouble = HowOften & {
  webhook: WebhookKind
  does: 'twice' | 'late' | 'outOfOrder' | 'lost'
  delayMs?: number
}

/** `acceptThenDrop`: done as asked, but the connection is cut instead of an answer. A number is an error code. */
type RestTrouble = HowOften & {
  rest: RestOperation
  does: 'acceptThenDrop' | 'refuse' | 'delay'
  status?: number
  code?: number
  delayMs?: number
  /** Only beyond so many a second, as Twilio does with creates; with `refuse` and 429. */
  abovePerSecond?: number
}

export type TroubleMaker = {
  add(trouble: WebhookTrouble | RestTrouble): void
  clear(): void
  /** Restarts the sequence from which probabilities are drawn. */
  reseed(seed: number): void
  /** When the caller hangs up during a `<Dial>`, its action is still requested (seen at Twilio, undocumented). */
  actionAfterHangUp: boolean
  forWebhook(kind: WebhookKind): WebhookTrouble | null
  forRest(operation: RestOperation): RestTrouble | null
}

export function makeTrouble(seed = 1, now = () => new Date()): TroubleMaker {
  let draw = randomFrom(seed)
  let troubles: (WebhookTrouble | RestTrouble)[] = []

  const asked = new Map<WebhookTrouble | RestTrouble, number[]>()

  /** Counts this request, and says whether it comes too soon after the others. */
  function isTooMuch(trouble: WebhookTrouble | RestTrouble): boolean {
    if (!('rest' in trouble) || trouble.abovePerSecond === undefined) return true
    const atMs = now().getTime()
    const lately = (asked.get(trouble) ?? []).filter((before) => atMs - before < 1000)
    if (lately.length >= trouble.abovePerSecond) return true
    asked.set(trouble, [...lately, atMs])
    return false
  }

  function strikes(trouble: WebhookTrouble | RestTrouble): boolean {
    if (trouble.times === 0 || !isTooMuch(trouble)) return false
    if (trouble.probability !== undefined && draw() >= trouble.probability) return false
    if (trouble.times !== undefined) trouble.times -= 1
    return true
  }

  return {
    add: (trouble) => troubles.push({ ...trouble }),
    clear: () => {
      troubles = []
    },
    reseed: (newSeed) => {
      draw = randomFrom(newSeed)
    },
    actionAfterHangUp: true,
    forWebhook: (kind) => troubles.filter(isWebhook).find((t) => t.webhook === kind && strikes(t)) ?? null,
    forRest: (operation) => troubles.filter(isRest).find((t) => t.rest === operation && strikes(t)) ?? null,
  }
}

function isWebhook(trouble: WebhookTrouble | RestTrouble): trouble is WebhookTrouble {
  return 'webhook' in trouble
}

function isRest(trouble: WebhookTrouble | RestTrouble): trouble is RestTrouble {
  return 'rest' in trouble
}

/** mulberry32: small, fast, and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
