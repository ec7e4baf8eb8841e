import { done, notFound, type RestAnswer } from './rest-answer.ts'
import { accountPath, numberJson } from './rest-json.ts'
import { pageOf } from './rest-page.ts'
import type { Switchboard } from './switchboard.ts'

export function listNumbers(board: Switchboard, query: Record<string, string>): RestAnswer {
  const found = [...board.lines.values()].filter(
    ({ number }) => !query.PhoneNumber || query.PhoneNumber === number,
  )
  const path = `${accountPath(board)}/IncomingPhoneNumbers.json`
  return done(pageOf('incoming_phone_numbers', path, query, found, (line) => numberJson(board, line)))
}

export function updateNumber(board: Switchboard, sid: string, form: URLSearchParams): RestAnswer {
  const line = [...board.lines.values()].find((candidate) => candidate.sid === sid)
  if (!line) return notFound(`/IncomingPhoneNumbers/${sid}.json`)
  line.voiceUrl = form.get('VoiceUrl') ?? line.voiceUrl
  line.smsUrl = form.get('SmsUrl') ?? line.smsUrl
  line.statusCallback = form.get('StatusCallback') ?? line.statusCallback
  line.voiceFallbackUrl = form.get('VoiceFallbackUrl') ?? line.voiceFallbackUrl
  line.smsFallbackUrl = form.get('SmsFallbackUrl') ?? line.smsFallbackUrl
  return done(numberJson(board, line))
}
