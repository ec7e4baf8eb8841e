import { type Logger, pino } from 'pino'

export type Log = Logger

/** Logs are events with ids. What could name a person is cut out even where somebody logs it by mistake. */
export const createLog = (level: string): Log =>
  pino({
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
    serializers: { err: pino.stdSerializers.err },
  })
