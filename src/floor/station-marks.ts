import type { Standing } from './station.ts'

/** A shape beside the word, so that the colour alone says nothing. */
export const marks = {
  busy: '◉',
  rung: '◔',
  off: '○',
  pause: '❚❚',
  unreachable: '✕',
  wrapUp: '✎',
  free: '●',
} as const satisfies Record<Standing, string>
