/** What Node is started with by `npm start`: what it compiled and stripped of its types is kept for the next process. */
export const quickStart = [
  '--import',
  new URL('../../scripts/quick-start.mjs', import.meta.url).href,
] as const
