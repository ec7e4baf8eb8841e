/** What a text says about texts: to stop them, to have them again, or something a person should read as either. */
export type OptOutWish = 'stop' | 'start' | 'unclear' | null

const stopWords = new Set(
  'stop stopall unsubscribe cancel end quit revoke optout arret arreter desabonner desabonnement desinscrire'.split(
    ' ',
  ),
)
const startWords = new Set(['start', 'unstop', 'reprendre'])

/**
 * Only the word alone counts, whatever its case, accents or punctuation: "stop svp" may mean the visit, so a
 * person reads it. `exchangeType` is what the exchange itself understood, where it says so.
 */
export function optOutWish(body: string, exchangeType: string | null): OptOutWish {
  if (exchangeType === 'STOP') return 'stop'
  if (exchangeType === 'START') return 'start'
  const words = body
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const [first] = words
  if (first === undefined) return null
  if (words.length === 1 && stopWords.has(first)) return 'stop'
  if (words.length === 1 && startWords.has(first)) return 'start'
  return words.length <= 4 && ['stop', 'arret', 'desabonner'].includes(first) ? 'unclear' : null
}
