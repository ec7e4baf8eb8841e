import { z } from 'zod'
import { exchangeStatuses, isOver } from '../calls/states.ts'
import { idFrom } from '../ids.ts'
import { callerFrom } from '../phone-number.ts'
import { singleLine, stripControls } from '../plain-text.ts'

/**
 * The exchange's form fields become our events here; its names go no further. Unknown fields are ignored, since
 * the exchange adds some without notice. A field that came twice is an array and fits no schema.
 */
export const short = z.string().max(1000).transform(stripControls)
const optional = short.optional()
/** One of the exchange's own words; unknown ones are kept, but decide nothing. */
export const word = z.string().max(40).transform(stripControls)
/** Said of a caller by his network: never a reason to refuse his call. */
const hearsay = z
  .string()
  .transform((text) => singleLine(text, 200) || undefined)
  .optional()
  .catch(undefined)
const mostSeconds = 86_400
export const seconds = z.coerce
  .number()
  .catch(0)
  .transform((said) => Math.min(mostSeconds, Math.max(0, Math.round(said))))
export const sid = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), `expected ${prefix} and 32 hexadecimal digits`)
export const callSid = sid('CA')

/** A call's id, known to every step without asking the database. */
export const callIdOf = (sidOfCall: string): string => idFrom('call', sidOfCall)

/** The one field without which a call cannot be followed. */
export const anyCall = z.object({ CallSid: callSid })

export const callArrived = z
  .object({
    CallSid: callSid,
    From: short.default(''),
    To: short,
    ForwardedFrom: hearsay,
    CallerName: hearsay,
    StirVerstat: hearsay,
  })
  .transform((f) => ({
    callSid: f.CallSid,
    callId: callIdOf(f.CallSid),
    caller: callerFrom(f.From),
    to: f.To,
    forwardedFrom: f.ForwardedFrom ?? null,
    callerName: f.CallerName ?? null,
    stir: f.StirVerstat ?? null,
  }))
export type CallArrived = z.output<typeof callArrived>

/** A step on the executive's leg: whisper or key press. */
export const screened = z
  .object({ ParentCallSid: callSid, Digits: z.string().max(20).default('') })
  .transform((f) => ({ callId: callIdOf(f.ParentCallSid), digits: f.Digits }))

export const dialEnded = z
  .object({
    CallSid: callSid,
    CallStatus: word,
    DialCallStatus: word,
    DialBridged: z.string().optional(),
    DialCallSid: callSid.optional().catch(undefined),
    DialCallDuration: seconds.optional(),
  })
  .transform((f) => ({
    callId: callIdOf(f.CallSid),
    // He gave up: `completed` once the call had been answered, `no-answer` while it still rang.
    callerGone: isOver(f.CallStatus),
    dialStatus: f.DialCallStatus,
    bridged: f.DialBridged === 'true',
    /** Of whoever was put through, or rang last. */
    dialledSid: f.DialCallSid ?? null,
    talkSeconds: f.DialCallDuration ?? 0,
  }))
export type DialEnded = z.output<typeof dialEnded>

export const recorded = z
  .object({ CallSid: callSid, RecordingDuration: seconds.default(0), Digits: z.string().max(20).optional() })
  .transform((f) => ({
    callId: callIdOf(f.CallSid),
    seconds: f.RecordingDuration,
    callerGone: f.Digits === 'hangup',
  }))
export type Recorded = z.output<typeof recorded>

export const recordingStatus = z
  .object({
    CallSid: callSid,
    RecordingSid: sid('RE').optional(),
    RecordingStatus: word,
    RecordingDuration: seconds.default(0),
  })
  .transform((f) => ({
    callId: callIdOf(f.CallSid),
    recordingSid: f.RecordingSid ?? null,
    status: f.RecordingStatus,
    seconds: f.RecordingDuration,
  }))
export type RecordingStatus = z.output<typeof recordingStatus>

export const callStatus = z
  .object({
    CallSid: callSid,
    To: short.default(''),
    CallStatus: word,
    CallDuration: word.optional(),
    SequenceNumber: z.coerce.number().int().min(0).max(10_000).catch(0),
  })
  .transform((f) => {
    const durationSeconds = f.CallDuration === undefined ? null : seconds.parse(f.CallDuration)
    return {
      callId: callIdOf(f.CallSid),
      to: f.To,
      status: f.CallStatus,
      knownStatus: exchangeStatuses.find((known) => known === f.CallStatus) ?? null,
      durationSeconds,
      // What was said instead, where no call can have lasted that long.
      ...(f.CallDuration === undefined || f.CallDuration === String(durationSeconds)
        ? {}
        : { oddDuration: f.CallDuration }),
      sequence: f.SequenceNumber,
    }
  })
export type CallStatus = z.output<typeof callStatus>

/** A key pressed on a call that we placed; the address says on which. */
export const keyPressed = z
  .object({ Digits: z.string().max(20).default('') })
  .transform((f) => ({ digits: f.Digits }))

export const placedCallStatus = z
  .object({ CallSid: callSid, CallStatus: word })
  .transform((f) => ({ callSid: f.CallSid, status: f.CallStatus }))

const mediaCount = z.coerce.number().int().min(0).max(10).catch(0)

export const textReceived = z
  .looseObject({
    MessageSid: z.string().regex(/^(SM|MM)[0-9a-f]{32}$/, 'expected SM or MM and 32 hexadecimal digits'),
    From: short,
    To: short,
    Body: z.string().max(20_000).default('').transform(stripControls),
    NumMedia: mediaCount.default(0),
    NumSegments: z.coerce.number().int().min(0).max(100).catch(1).default(1),
    OptOutType: optional,
  })
  .transform((f) => ({
    messageSid: f.MessageSid,
    textId: idFrom('text', f.MessageSid),
    sender: callerFrom(f.From),
    to: f.To,
    body: f.Body,
    segments: f.NumSegments,
    media: Array.from({ length: f.NumMedia }, (_, n) => ({
      url: fieldText(f[`MediaUrl${n}`]),
      contentType: fieldText(f[`MediaContentType${n}`]),
    })),
    optOutType: f.OptOutType ?? null,
  }))
export type TextReceived = z.output<typeof textReceived>

const fieldText = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 2000) : '')

export const textStatus = z
  .object({ MessageSid: word, MessageStatus: word, ErrorCode: optional })
  .transform((f) => ({ messageSid: f.MessageSid, status: f.MessageStatus, errorCode: f.ErrorCode ?? null }))

export const fallback = z
  .object({
    ErrorCode: short.default('unknown'),
    ErrorUrl: optional,
    CallSid: optional,
    MessageSid: optional,
    CallStatus: optional,
  })
  .transform((f) => ({
    /** The call had been answered: what failed is one of its steps. */
    isUnderWay: f.CallStatus === 'in-progress',
    errorCode: f.ErrorCode,
    errorUrl: f.ErrorUrl ?? null,
    callSid: f.CallSid ?? null,
    messageSid: f.MessageSid ?? null,
  }))
