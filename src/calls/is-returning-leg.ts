import type { Context } from '../context.ts'
import type { FactsQuestion, KnownFacts, ReadFacts } from './read-facts.ts'

/**
 * Our own leg, come back through a diversion: it shows a line of ours that is ringing somebody, or the number
 * that this client's calls are ringing right now, as its caller. An executive who rings her line in the very
 * seconds in which we ring her hears the busy tone too; taking her call would have our voicemail answer our own
 * whisper. The line may be another client's, since one mobile may serve two.
 */
export async function isReturningLeg(
  { directory, readFacts }: Pick<Context, 'directory'> & { readFacts: ReadFacts },
  question: FactsQuestion,
  { ringing }: KnownFacts,
  signal: AbortSignal,
): Promise<boolean> {
  const { caller, client } = question
  if (caller.kind !== 'number' && caller.kind !== 'own') return false
  if (ringing.includes(caller.number)) return true
  const shown = directory.findLine(caller.number)
  if (!shown) return false
  if (shown.client.clientId === client.clientId) return ringing.length > 0
  return (await readFacts({ ...question, ...shown }, signal)).ringing.length > 0
}
