import { readErrorCode } from './errors.ts'
import type { SendResult } from './gateway.ts'

/** Failed before a byte of the request left: nothing can have been done. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** A 4xx is a definite refusal; a 5xx, a timeout or a reset may hide something that was done. */
export function readFailure(error: unknown): SendResult {
  const status = statusOf(error)
  const code = codeOf(error)
  if (status === null && !neverSent.has(code)) return { kind: 'uncertain', code }
  if (status === null) return { kind: 'refused', permanent: false, code, failure: 'exchangeAway' }
  if (status === 429) return { kind: 'refused', permanent: false, code, failure: 'exchangeBusy' }
  if (status >= 500 || status < 400 || status === 408) return { kind: 'uncertain', code }
  return { kind: 'refused', code, ...readErrorCode(code, 'passing') }
}

/** Only what the exchange answered has an HTTP status; the SDK's own class is not loaded for it. */
export function statusOf(error: unknown): number | null {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null
}

/** The exchange's own code, else the HTTP status, else the network's word (`ECONNRESET`). */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return String(code ?? statusOf(error) ?? 'unknown')
}
