import { randomUUID } from 'node:crypto'
import { hangUp, isOver, type Leg } from '../leg.ts'
import type { Call } from '../place-call.ts'
import type { Switchboard } from '../switchboard.ts'
import { deviceOf } from './device.ts'
import type { DeviceToken } from './read-token.ts'

/** So long before a token is over, its browser is told. */
const EXPIRING_MS = 30_000
/** A browser has so long from its token to its stream. */
const FIRST_STREAM_MS = 10_000

export type DeviceEvent =
  | { event: 'registered'; data: { identity: string } }
  | { event: 'unregistered'; data: { reason: 'expired' } }
  | { event: 'expiring'; data: Record<string, never> }
  | { event: 'call'; data: { sid: string; state: CallState; status: Leg['status'] } }

type CallState = 'connecting' | 'connected' | 'ended'

/** A browser that shows a token: one of perhaps several of its identity. */
export type Session = {
  id: string
  identity: string
  call(sid: string): Call | null
  /** `null` once its token is over. */
  connect(params: Record<string, string>): Call | null
  renew(token: DeviceToken): void
  /** Where events go from now on; answers what to do when that stream is closed. */
  listen(send: (event: DeviceEvent) => void): () => void
}

export type Sessions = {
  open(token: DeviceToken): Session
  find(id: string): Session | null
  /** Tells each browser what became of its calls. */
  look(): void
  close(): void
}

/** `goneAfterMs`: how long a browser may be without its stream before its calls hang up. */
export function keepSessions(board: Switchboard, goneAfterMs: number): Sessions {
  const sessions = new Map<string, Session & { look(): void; close(): void }>()
  const open = (token: DeviceToken) => {
    const session = makeSession(board, token, goneAfterMs, () => sessions.delete(session.id))
    sessions.set(session.id, session)
    return session
  }
  return {
    open,
    find: (id) => sessions.get(id) ?? null,
    look: () => {
      for (const session of sessions.values()) session.look()
    },
    close: () => {
      for (const session of sessions.values()) session.close()
    },
  }
}

function makeSession(board: Switchboard, first: DeviceToken, goneAfterMs: number, forget: () => void) {
  let token = first
  let timers: NodeJS.Timeout[] = []
  let send: ((event: DeviceEvent) => void) | null = null
  const calls = new Map<string, { call: Call; told: CallState | null }>()

  const gone = () => {
    for (const { call } of calls.values()) if (!isOver(call.leg)) hangUp(call.leg, 'person')
    close()
  }
  let leaving: NodeJS.Timeout | null = setTimeout(gone, FIRST_STREAM_MS)

  function close(): void {
    if (leaving) clearTimeout(leaving)
    for (const timer of timers) clearTimeout(timer)
    forget()
  }

  function watchToken(): void {
    for (const timer of timers) clearTimeout(timer)
    const leftMs = token.expiresAt.getTime() - board.now().getTime()
    const expired = () => send?.({ event: 'unregistered', data: { reason: 'expired' } })
    const expiring = () => send?.({ event: 'expiring', data: {} })
    timers = [setTimeout(expiring, Math.max(0, leftMs - EXPIRING_MS)), setTimeout(expired, leftMs)]
  }

  function look(): void {
    for (const [sid, one] of calls) {
      const state = stateOf(one.call.leg)
      if (!send || one.told === state) continue
      one.told = state
      send({ event: 'call', data: { sid, state, status: one.call.status } })
      if (state === 'ended') calls.delete(sid)
    }
  }

  return {
    id: randomUUID(),
    identity: first.identity,
    look,
    close,
    call: (sid: string) => calls.get(sid)?.call ?? null,
    connect(params: Record<string, string>) {
      if (token.expiresAt <= board.now()) return null
      const call = deviceOf(board, token.identity, token.applicationSid).connect(params)
      calls.set(call.sid, { call, told: null })
      return call
    },
    renew(next: DeviceToken) {
      token = next
      watchToken()
      send?.({ event: 'registered', data: { identity: token.identity } })
    },
    listen(sendTo: (event: DeviceEvent) => void) {
      if (leaving) clearTimeout(leaving)
      leaving = null
      send = sendTo
      send({ event: 'registered', data: { identity: token.identity } })
      watchToken()
      for (const one of calls.values()) one.told = null
      look()
      return () => {
        if (send !== sendTo) return
        send = null
        leaving = setTimeout(gone, goneAfterMs)
      }
    },
  }
}

function stateOf(leg: Leg): CallState {
  if (isOver(leg)) return 'ended'
  return leg.answeredAtSeconds === null ? 'connecting' : 'connected'
}
