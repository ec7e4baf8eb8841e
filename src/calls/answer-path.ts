import type { Context } from '../context.ts'
import { createFactsReader } from './read-facts.ts'
import type { AnswerPath } from './receive-call.ts'
import { createCallWriter } from './save-call.ts'

/** The two statements that every arriving call shares with those that arrive at the same time. */
export function openAnswerPath({ answers, patienceMs }: Pick<Context, 'answers' | 'patienceMs'>): AnswerPath {
  // A third of a caller's patience without a single answer: newcomers need not wait to be disappointed.
  const stuckMs = patienceMs / 3
  return { readFacts: createFactsReader(answers, stuckMs), saveCall: createCallWriter(answers, stuckMs) }
}
