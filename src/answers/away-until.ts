import type { Moment } from './moment.ts'
import { resolveWhen } from './resolve-when.ts'
import { readWhen } from './when.ts'

const untilWords = /\b(?:jusqu a|jusqu au|jusqua|jusquau|jusqu|jusque|until|untill|till|til)(?= )/
const backWords =
  /\b(?:(?:je (?:suis|serai) )?de retour|(?:i (?:ll|will) be |i m |i am )?back|je reviens|je rentre|je serai (?:dispo|disponible|joignable|la)|(?:je suis )?(?:dispo|disponible|joignable) (?:a partir de|des)|(?:i m |i am |i ll be )?(?:available|free) (?:from|after))(?= )/

/**
 * Until when a sentence such as "je suis au tribunal jusqu'à 15h" says that she is away; null when it says
 * something else, such as "je suis dispo jusqu'à 15h", or a time that may be read in two ways.
 */
export function awayUntil(words: string, moment: Moment): Date | null {
  const until = untilWords.exec(words) ?? backWords.exec(words)
  if (!until) return null
  const before = words.slice(0, until.index).trim()
  const read = readWhen(words.slice(until.index + until[0].length).trim(), {
    french: /jusqu|retour|je|dispo|joignable/.test(until[0]),
    atDay: /au$/.test(until[0]),
  })
  if (!read || !saysAway(`${before} ${read.rest}`.trim())) return null
  return resolveWhen(read.when, moment)
}

const longestState = 10

// What may begin the words about where she is. Whatever else stands there may be about somebody else.
const openers = new RegExp(
  `^(?:${[
    'je suis|je serai|je vais etre|je pars|je m absente|j ai (?:un|une|rdv)|i am|i m|im|i ll be|i will be',
    'i have (?:a|an)|en|au|aux|a la|a l|a un|a une|chez|sur|dans|in|at|with|avec|on (?:holiday|holidays|vacation|leave)',
    'on (?:site|the road|the phone|a plane|a flight|a train)|absent|absente|occupe|occupee|busy|away|out|off|hors',
    'unavailable|unreachable|indisponible|indispo|injoignable|reunion|rdv|audience|tribunal|formation',
    'conge|conges|vacances|deplacement|dejeuner|pause|meeting|court|lunch|holiday|travelling|traveling',
  ].join('|')})(?= |$)`,
)

// She can be reached, orders something, sets a condition, or speaks of somebody else.
const otherwise = new RegExp(
  `\\b(?:${[
    'dispo\\w*|joignable|available|reachable|free|libre|ouvert\\w*|open|online|ligne|desk|here|ici|disposition|ecoute',
    'poste|astreinte|permanence|service|duty|temps|time|de retour|back|rappel\\w*|appel\\w*|call\\w*|ring\\w*',
    'vous|vos|votre|you|your|il|elle|ils|elles|he|she|they|nous|we|si|if|sauf|except|unless|mais|but|ou|or|quand|when',
    'ne|n|pas|not|plus|non|no|oui|yes|ok|sans|without|aucun\\w*|jamais|never|peut|maybe|perhaps|sinon|attend\\w*|attente|wait\\w*',
    'hold|gard\\w*|keep|conserv\\w*|report\\w*|repouss\\w*|prolong\\w*|annul\\w*|cancel\\w*|di[rt]e?s?|tell|messages?|faut|must',
  ].join('|')})\\b`,
)
const present =
  /\b(?:suis|serai|am|m|im|ll be) (?:la|in|on|chez)?$|\b(?:suis|serai) la\b|^(?:en|in|at|au|chez|sur|dans|with|avec)$/
/** At the office she can be reached, unless she says that she is away from it. */
const office = /\b(?:bureau|cabinet|agence|boutique|magasin|atelier|office|shop|work|travail)\b/
const awayFrom = /^(?:(?:je suis|je serai|i am|i m|im|i ll be) )?(?:absente?|out|hors|away)\b/
const negated =
  /^(?:je ne suis pas|je ne serai pas|je suis pas|pas|plus|i am not|i m not|im not|i won t be|not) (?:dispo|disponible|joignable|libre|la|au bureau|au cabinet|available|reachable|free|here|in|in the office)$/
const onCalls = /\b(?:en appel|[io]n a call)\b/g

function saysAway(state: string): boolean {
  if (state === '' || negated.test(state)) return true
  const words = state.replace(onCalls, 'en reunion')
  if (!openers.test(words) || otherwise.test(words) || present.test(words) || /[@\d,]/.test(words))
    return false
  if (office.test(words) && !awayFrom.test(words)) return false
  return !/^a \w+(?:er|ir|re)\b/.test(words) && words.split(' ').length <= longestState
}
