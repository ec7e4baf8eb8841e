import type { ClientState } from '../../tables.ts'

export const stateChanges = ['goLive', 'suspend', 'resume', 'end'] as const
export type StateChange = (typeof stateChanges)[number]

type Step = {
  readonly from: readonly ClientState[]
  readonly to: ClientState
  readonly verb: 'client.wentLive' | 'client.suspended' | 'client.resumed' | 'client.ended'
}

/** Every way from one state to another; an ended client stays so. */
export const steps: Readonly<Record<StateChange, Step>> = {
  goLive: { from: ['preparing'], to: 'live', verb: 'client.wentLive' },
  suspend: { from: ['live'], to: 'suspended', verb: 'client.suspended' },
  resume: { from: ['suspended'], to: 'live', verb: 'client.resumed' },
  end: { from: ['preparing', 'live', 'suspended'], to: 'ended', verb: 'client.ended' },
}

export const changesFrom = (state: ClientState): StateChange[] =>
  stateChanges.filter((change) => steps[change].from.includes(state))
