import type { Context } from '../context.ts'
import { createFactsReader } from './read-facts.ts'
import type { AnswerPath } from './receive-call.ts'
import { createCallWriter } from './save-call.ts'

/** The two statements that every arriving call shares with those that arrive at the same time. */
export const openAnswerPath = ({ answers }: Pick<Context, 'answers'>): AnswerPath => ({
  readFacts: createFactsReader(answers),
  saveCall: createCallWriter(answers),
})
