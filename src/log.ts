import { type Logger, type LoggerOptions, pino } from 'pino'

export type Log = Logger

/**
 * Logs are events with ids. What could name a person is cut out even where somebody logs it by mistake. Written a
 * few dozen at a time, since a write for each takes a tenth of the time that answering a call takes: SIGKILL
 * takes the last quarter second with it, every other end does not.
 */
export const createLog = (level: string): Log =>
  pino(optionsFor(level), pino.destination({ sync: false, minLength: 4096, periodicFlush: 250 }))

const optionsFor = (level: string): LoggerOptions => ({
  level,
  base: null,
  redact: {
    paths: [
      'from',
      'to',
      'body',
      'number',
      'email',
      'name',
      'token',
      'url',
      '*.from',
      '*.to',
      '*.body',
    ].concat(['*.number', '*.email', '*.name', '*.token', '*.authorization', '*.cookie', '*.password']),
    censor: '[cut]',
  },
  serializers: { err: describeError },
})

/**
 * Where an error came from, without what it quotes: the message of a failed query carries its parameters, and
 * any message may carry a number. `cause` is where Drizzle keeps the database's own word.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const message = error.message.startsWith('Failed query') ? 'Failed query' : error.message
  return {
    type: error.name,
    message: message.slice(0, 300).replace(/\+?\d{6,}/g, '[number]'),
    ...('code' in error ? { code: error.code } : {}),
    at: error.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 8),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
