import { z } from 'zod'

const script = {
  presses: z.union([z.string(), z.array(z.string())]).exactOptional(),
  speaks: z
    .union([z.string(), z.object({ text: z.string().exactOptional(), seconds: z.number().min(0) })])
    .exactOptional(),
  afterSpeaking: z.string().exactOptional(),
  talkSeconds: z.number().min(0).exactOptional(),
  hangsUp: z
    .object({
      during: z.enum(['arrival', 'ring', 'say', 'gather', 'record', 'talk']).exactOptional(),
      afterSeconds: z.number().min(0).exactOptional(),
    })
    .exactOptional(),
  byHand: z.boolean().exactOptional(),
}

const afterSeconds = z.number().min(0).exactOptional()

const behaviour = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answers'), afterSeconds, ...script }),
  z.object({ kind: z.literal('noAnswer') }),
  z.object({ kind: z.literal('busy') }),
  z.object({ kind: z.literal('refuses'), afterSeconds }),
  z.object({ kind: z.literal('mobileVoicemail'), afterSeconds }),
  z.object({ kind: z.literal('unreachable') }),
  z.object({
    kind: z.literal('diverts'),
    to: z.string(),
    when: z.enum(['always', 'noAnswer']),
    afterSeconds,
    passesCaller: z.boolean().exactOptional(),
    passesForwardedFrom: z.boolean().exactOptional(),
  }),
  z.object({ kind: z.literal('byHand') }),
])

const fate = z.union([
  z.enum(['delivered', 'sentOnly']),
  z.object({ undelivered: z.number() }),
  z.object({ failed: z.number() }),
  z.object({ refused: z.number() }),
])

const often = {
  probability: z.number().exactOptional(),
  times: z.number().exactOptional(),
  delayMs: z.number().exactOptional(),
}

export const lineRequest = z.object({
  number: z.string(),
  voiceUrl: z.url(),
  smsUrl: z.url(),
  statusCallback: z.url().exactOptional(),
  voiceFallbackUrl: z.url().exactOptional(),
  smsFallbackUrl: z.url().exactOptional(),
})

export const telephoneRequest = z.object({
  number: z.string(),
  behaviour: behaviour.exactOptional(),
  textFate: fate.exactOptional(),
})

export const callRequest = z.object({
  from: z.string().min(1),
  to: z.string().min(1),
  forwardedFrom: z.string().exactOptional(),
  callerName: z.string().exactOptional(),
  stirVerstat: z.string().exactOptional(),
  ...script,
})

export const textRequest = z.object({
  from: z.string().min(1),
  to: z.string().min(1),
  body: z.string().max(1600),
  media: z.array(z.string()).exactOptional(),
})

export const troubleRequest = z.union([
  z.object({
    webhook: z.enum([
      ...(['voice', 'step', 'fallback', 'callStatus', 'recording'] as const),
      ...(['conference', 'text', 'messageStatus'] as const),
    ]),
    does: z.enum(['twice', 'late', 'outOfOrder', 'lost']),
    ...often,
  }),
  z.object({
    rest: z.enum([
      ...(['messages.create', 'messages.list', 'messages.fetch', 'calls.create', 'calls.list'] as const),
      ...(['calls.fetch', 'calls.update', 'recordings.create', 'recordings.list'] as const),
      ...([
        'recordings.media',
        'recordings.remove',
        'recordings.update',
        'numbers.list',
        'numbers.update',
      ] as const),
      ...(['conferences.list', 'conferences.fetch', 'conferences.update'] as const),
      ...(['participants.create', 'participants.list', 'participants.fetch'] as const),
      ...(['participants.update', 'participants.remove'] as const),
      ...(['applications.list', 'applications.fetch', 'applications.create'] as const),
      'applications.update' as const,
    ]),
    does: z.enum(['acceptThenDrop', 'refuse', 'delay']),
    status: z.number().exactOptional(),
    code: z.number().exactOptional(),
    abovePerSecond: z.number().exactOptional(),
    ...often,
  }),
])

export const speechRequest = z.object({ text: z.string().max(4000) })
export const replyRequest = z.object({ text: z.string().min(1).max(4000) })
export const keysRequest = z.object({ digits: z.string().regex(/^[0-9*#]{1,32}$/) })
export const numberRequest = z.object({ number: z.string().min(1) })
