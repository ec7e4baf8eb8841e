import type { HeardBy } from '../../calls/voice-answer.ts'
import type { Client } from '../../clients/client.ts'
import type { Station } from '../../floor/station.ts'
import type { LiveState, SupervisorMode } from '../states.ts'

export const modes = ['listen', 'whisper', 'join'] as const satisfies readonly SupervisorMode[]

/** The secretary speaks with somebody, or holds him. */
export const isSpokenIn = (state: LiveState): boolean => spokenIn.has(state)

const spokenIn: ReadonlySet<LiveState> = new Set(['talking', 'held', 'consulting', 'conferring'])

/**
 * Who is heard without hearing who hears him has to be told before, and may refuse: that is the client's to have said.
 * Medical secrecy keeps others out. Whoever joins is heard herself.
 */
export const mayHear = ({ health, answering }: Pick<Client, 'health' | 'answering'>, mode: SupervisorMode) =>
  mode === 'join' || (answering.listening && !health)

/** Of one who speaks on her telephone: she has taken her place, and it is her device, so that her pages show who listens. */
export const hasConsole = ({ device, state }: Pick<Station, 'device' | 'state'>): boolean =>
  device === 'telephone' && state !== 'off'

export const allowedModes = (client: Parameters<typeof mayHear>[0] | null): SupervisorMode[] =>
  client ? modes.filter((mode) => mayHear(client, mode)) : []

/** `speaker`: the CallSid of the secretary. Null where there is none to whisper to. */
export function heardBy(mode: SupervisorMode, speaker: string | null): HeardBy | null {
  switch (mode) {
    case 'listen':
      return 'nobody'
    case 'whisper':
      return speaker === null ? null : { callSid: speaker }
    case 'join':
      return 'everybody'
    default:
      return mode satisfies never
  }
}

type Waited = { readonly queuedAt: Date | null; readonly claimedAt: Date | null }

/** He has waited long enough to have heard it said; whoever was answered sooner is told by the secretary. */
export const wasTold = ({ queuedAt, claimedAt }: Waited): boolean =>
  queuedAt !== null && claimedAt !== null && claimedAt.getTime() - queuedAt.getTime() >= toldWithinMs

/** Greeted and told, as voices read. */
const toldWithinMs = 12_000

/** A supervisor in a call, as the secretary's pages show her. */
export type Listener = { readonly id: string; readonly name: string; readonly mode: SupervisorMode }
