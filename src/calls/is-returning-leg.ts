import type { Context } from '../context.ts'
import { callerOf } from './own-caller.ts'
import type { FactsQuestion, KnownFacts, ReadFacts } from './read-facts.ts'

/**
 * Our own leg, come back through a diversion: it shows a line of ours that is ringing somebody, or the number
 * that we are ringing right now, as its caller. An executive who rings a line in the very seconds in which we
 * ring her hears the busy tone too; taking her call would have our voicemail answer our own whisper. Line and
 * number may be another client's, since one mobile may serve two and be diverted to any line.
 */
export async function isReturningLeg(
  { directory, readFacts }: Pick<Context, 'directory'> & { readFacts: ReadFacts },
  question: FactsQuestion,
  { ringing }: KnownFacts,
  signal: AbortSignal,
): Promise<boolean> {
  const { caller, client } = question
  if (caller.kind !== 'number' && caller.kind !== 'own') return false
  const { number } = caller
  if (ringing.includes(number)) return true
  const shown = directory.findLine(number)?.client
  if (shown?.clientId === client.clientId) return ringing.length > 0
  const others = directory.clientsRinging(number).filter((other) => other.clientId !== client.clientId)
  const rings = async (other: FactsQuestion['client'], isHers: (rung: string) => boolean) => {
    const asked = { ...question, client: other, caller: callerOf(other, { kind: 'number', number }) }
    return (await readFacts(asked, signal)).ringing.some(isHers)
  }
  const found = await Promise.all([
    ...others.map((other) => rings(other, (rung) => rung === number)),
    ...(shown ? [rings(shown, () => true)] : []),
  ])
  return found.includes(true)
}
