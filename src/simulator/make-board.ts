import type { ExchangeOptions, LineOptions } from './exchange.ts'
import { hangUp } from './leg.ts'
import { sidMaker } from './sids.ts'
import type { Line, Switchboard } from './switchboard.ts'
import { makeTrouble } from './trouble.ts'

/** The API key of an exchange that was given none; its secret is the account's own token. */
const DEMO_KEY = `SK${'0'.repeat(32)}`

/** The numbers that count as landlines in demo mode and tests. */
const FICTIONAL_LANDLINES = /^\+331990080\d\d$/

export function makeBoard(options: ExchangeOptions): {
  board: Switchboard
  onChange: (tell: () => void) => () => void
} {
  const { changed, onChange } = announcer()
  const now = options.now ?? (() => new Date())
  const board: Switchboard = {
    accountSid: options.accountSid,
    authToken: options.authToken,
    apiKeys: options.apiKeys ?? [{ sid: DEMO_KEY, secret: options.authToken }],
    apiUrl: options.apiUrl ?? 'https://api.twilio.com',
    pace: options.pace ?? 'instant',
    now,
    makeSid: sidMaker(options.seed),
    webhookTimeoutMs: options.webhookTimeoutMs ?? 15_000,
    isLandline: options.isLandline ?? ((number) => FICTIONAL_LANDLINES.test(number)),
    verifiedNumbers: options.verifiedNumbers ?? [],
    defaultBehaviour: options.defaultBehaviour ?? { kind: 'noAnswer' },
    lines: new Map(),
    telephones: new Map(),
    calls: new Map(),
    messages: new Map(),
    recordings: new Map(),
    tapes: new Map(),
    queues: new Map(),
    conferences: new Map(),
    applications: new Map(),
    devices: new Map(),
    optedOut: new Set(),
    alerts: [],
    attempts: [],
    trouble: makeTrouble(options.seed, now),
    heldBack: new Map(),
    pending: new Set(),
    closing: new AbortController(),
    changed,
  }
  board.closing.signal.addEventListener('abort', () => {
    for (const leg of board.calls.values()) hangUp(leg, 'exchange')
  })
  return { board, onChange }
}

export function newLine(board: Switchboard, options: LineOptions): Line {
  const line: Line = {
    number: options.number,
    sid: board.makeSid('PN'),
    voiceUrl: options.voiceUrl,
    smsUrl: options.smsUrl,
    statusCallback: options.statusCallback ?? null,
    voiceFallbackUrl: options.voiceFallbackUrl ?? null,
    smsFallbackUrl: options.smsFallbackUrl ?? null,
  }
  board.lines.set(line.number, line)
  return line
}

/** Tells listeners of a change once per tick, however much changed in it. */
function announcer() {
  const listeners = new Set<() => void>()
  let isTold = false
  const changed = () => {
    if (isTold || listeners.size === 0) return
    isTold = true
    queueMicrotask(() => {
      isTold = false
      for (const tell of listeners) tell()
    })
  }
  const onChange = (tell: () => void) => {
    listeners.add(tell)
    return () => {
      listeners.delete(tell)
    }
  }
  return { changed, onChange }
}
