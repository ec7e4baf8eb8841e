import type { Context } from '../../context.ts'
import { tellFloor } from '../../floor/tell-floor.ts'
import type { LiveKey } from '../take-step.ts'

/** The secretary's bar, the floor and the page of that call are to show it at once. */
export function tellListening(context: Pick<Context, 'live' | 'rings'>, { clientId }: LiveKey): void {
  tellFloor(context, clientId)
  context.live.changed([clientId])
  void context.rings.look()
}
