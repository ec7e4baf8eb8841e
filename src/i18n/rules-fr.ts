import type { Weekday } from '../rules/local-time.ts'
import { plural } from './french.ts'

type Listed = { listed: readonly string[] }

const any = new Intl.ListFormat('fr', { type: 'disjunction' })
const all = new Intl.ListFormat('fr', { type: 'conjunction' })
const quoted = (words: readonly string[]) => any.format(words.map((word) => `« ${word} »`))
const that = (clause: string) => (/^[aeiouyéèêàâî]/i.test(clause) ? `qu'${clause}` : `que ${clause}`)
/** "a, que b et que c" after "si". */
const together = ([first = '', ...rest]: readonly string[]) => all.format([first, ...rest.map(that)])

const weekdays: Record<Weekday, string> = {
  mon: 'lundi',
  tue: 'mardi',
  wed: 'mercredi',
  thu: 'jeudi',
  fri: 'vendredi',
  sat: 'samedi',
  sun: 'dimanche',
}
/** "9 h", "9 h 30", "minuit" for the end of a day. */
const hour = (time: string) => {
  const [hours = '', minutes] = time.split(':')
  if (hours === '24') return 'minuit'
  return minutes === '00' ? `${Number(hours)} h` : `${Number(hours)} h ${minutes}`
}

/** Rules, decisions and findings in words. Conditions are clauses that can follow "si" or "que". */
export const rulesFr = {
  'rule.sentence': (v: { conditions: readonly string[]; action: string }) =>
    `Si ${together(v.conditions)} : ${v.action}`,
  'rule.default': (v: { action: string }) => `Dans tous les autres cas : ${v.action}`,

  'rule.caller': (v: Listed) => `l'appelant ${any.format(v.listed)}`,
  'rule.caller.numbers': (v: Listed) => `a le numéro ${any.format(v.listed)}`,
  'rule.caller.prefixes': (v: Listed) => `a un numéro commençant par ${any.format(v.listed)}`,
  'rule.caller.telemarketing': 'a un numéro de démarchage',
  'rule.caller.tags': (v: Listed) => `est marqué ${quoted(v.listed)}`,
  'rule.caller.contactOf': (v: { name: string }) => `est un contact suivi par ${v.name}`,
  'rule.caller.withheld': 'masque son numéro',
  'rule.caller.own': 'appelle depuis un numéro du client lui-même',
  'rule.caller.unknown': `n'est pas dans le répertoire`,
  'rule.anyExecutive': 'un dirigeant',

  'rule.opening.inside': `l'appel arrive pendant les heures d'ouverture`,
  'rule.opening.outside': `l'appel arrive en dehors des heures d'ouverture`,
  'rule.cover.inside': `l'appel arrive pendant les plages de prise d'appels`,
  'rule.cover.outside': `l'appel arrive en dehors des plages de prise d'appels`,
  'rule.windows': (v: Listed) => `l'appel arrive ${any.format(v.listed)}`,
  'rule.window': (v: { days: string; from: string; to: string }) =>
    `${v.days} entre ${hour(v.from)} et ${hour(v.to)}`,
  'rule.everyDay': 'chaque jour',
  'rule.daysFromTo': (v: { first: Weekday; last: Weekday }) =>
    `du ${weekdays[v.first]} au ${weekdays[v.last]}`,
  'rule.days': (v: { days: readonly Weekday[] }) => all.format(v.days.map((day) => `le ${weekdays[day]}`)),
  'rule.dates': (v: { from: string; to: string }) => `la date va du ${v.from} au ${v.to}`,
  'rule.date': (v: { date: string }) => `la date est le ${v.date}`,
  'rule.holiday': `c'est un jour férié`,
  'rule.noHoliday': `ce n'est pas un jour férié`,
  'rule.available': (v: { name: string }) => `${v.name} est disponible`,
  'rule.busy': (v: { name: string }) => `${v.name} a signalé « occupé »`,
  'rule.away': (v: { name: string }) => `${v.name} a signalé « absent »`,
  'rule.line': (v: Listed) => `la ligne appelée est ${any.format(v.listed)}`,
  'rule.voice': `c'est un appel`,
  'rule.text': `c'est un SMS`,
  'rule.repeated': (v: { times: number; minutes: number }) =>
    `l'appelant se manifeste au moins ${v.times} fois en ${plural(v.minutes, 'minute', 'minutes')}`,
  'rule.body': (v: Listed) => `le SMS contient ${quoted(v.listed)}`,
  'rule.expected': (v: { name: string }) => `l'appelant est attendu par ${v.name}`,

  'rule.forward': (v: { name: string; seconds: number }) =>
    `mettre en relation avec ${v.name} (${v.seconds} s)`,
  'rule.unscreened': (v: { action: string }) => `${v.action}, sans annonce`,
  'rule.otherwise': (v: { action: string; otherwise: string }) => `${v.action} ; sinon ${v.otherwise}`,
  'rule.takeMessage': 'prendre un message',
  'rule.takeUrgentMessage': 'prendre un message urgent',
  'rule.messageFor': (v: { action: string; name: string }) => `${v.action} pour ${v.name}`,
  'rule.contactExecutive': 'le dirigeant qui suit le contact',
  'rule.messageCopies': (v: { action: string; names: readonly string[] }) =>
    `${v.action}, copie à ${all.format(v.names)}`,
  'rule.byVoicemail': (v: { action: string }) => `${v.action}, sur la messagerie vocale`,
  'rule.discard.busy': 'filtrer (tonalité « occupé »)',
  'rule.discard.reject': 'filtrer (comme un numéro hors service)',
  'rule.discard.announce': 'filtrer (annonce)',

  'try.line': (v: { line: string; client: string }) => `Ligne : ${v.line}, ${v.client}`,
  'try.caller': (v: { caller: string }) => `Appelant : ${v.caller}`,
  'try.contact': (v: { number: string; name: string; tags: readonly string[] }) =>
    `${v.number}, ${[v.name, ...v.tags.map((tag) => `« ${tag} »`)].join(', ')}`,
  'try.unknown': (v: { number: string }) => `${v.number}, inconnu`,
  'try.own': (v: { number: string }) => `${v.number}, le client lui-même`,
  'try.at': (v: { when: string; timeZone: string }) => `Instant : ${v.when} (${v.timeZone})`,
  'try.text': (v: { text: string }) => `SMS : ${v.text}`,

  'decision.action': (v: { action: string }) => `Traitement : ${v.action}`,
  'decision.rule': (v: { rule: string }) => `Règle appliquée : ${v.rule}`,
  'decision.default': `Aucune règle ne s'applique : traitement par défaut`,
  'decision.held': (v: { rule: string; seen: readonly string[] }) =>
    `${v.rule} : oui (${v.seen.join(' ; ')})`,
  'decision.failed': (v: { rule: string; condition: string; seen: string }) =>
    `${v.rule} : non (demandé : ${v.condition} ; constaté : ${v.seen})`,
  'decision.spared': (v: { step: string; why: string }) => `${v.step}, mais ${v.why}`,
  'decision.notDiscarded': `un appel du client lui-même n'est jamais filtré`,
  'decision.notRungBack': `un appel n'est jamais renvoyé vers le numéro dont il vient`,
  'decision.placed': `Appel passé depuis la console : aucune règle n'a été consultée`,
  'decision.byHand': `Appel noté à la main : aucune règle n'a été consultée`,
  'decision.degraded': `Pris de mémoire pendant une panne : aucune règle n'a été consultée`,
  'decision.resting': "Service suspendu ou terminé : aucune règle n'a été consultée",
  'decision.defaultRule': 'par défaut',

  'seen.contact': 'contact',
  'seen.tagged': (v: Listed) => `contact marqué ${quoted(v.listed)}`,
  'seen.unknown': 'inconnu du répertoire',
  'seen.own': 'numéro du client lui-même',
  'seen.withheld': 'numéro masqué',
  'seen.other': 'sans numéro de téléphone',
  'seen.inside': 'dans les horaires',
  'seen.outside': 'hors horaires',
  'seen.holiday': 'jour férié',
  'seen.closed': 'fermeture exceptionnelle',
  'seen.noHoliday': 'jour non férié',
  'seen.available': 'disponible',
  'seen.busy': 'occupé',
  'seen.away': 'absent',
  'seen.voice': 'appel',
  'seen.text': 'SMS',
  'seen.times': (v: { count: number }) => plural(v.count, 'fois', 'fois'),
  'seen.word': (v: { word: string }) => `« ${v.word} »`,
  'seen.noWord': 'aucun de ces mots',
  'seen.moment': (v: { day: Weekday; time: string }) => `${weekdays[v.day]} ${hour(v.time)}`,
  'seen.expectedBy': (v: { names: readonly string[] }) => `attendu par ${all.format(v.names)}`,
  'seen.notExpected': 'attendu par personne',

  'finding.neverHolds': (v: { one: string; two: string }) =>
    `deux conditions s'excluent : ${v.one} ; ${v.two}`,
  'finding.openingEmpty.inside': `aucune heure d'ouverture n'est définie : la règle ne s'applique jamais`,
  'finding.openingEmpty.outside': `aucune heure d'ouverture n'est définie : cette condition est toujours remplie`,
  'finding.coverEmpty.inside': `aucune plage de prise d'appels n'est définie : la règle ne s'applique jamais`,
  'finding.coverEmpty.outside': `aucune plage de prise d'appels n'est définie : cette condition est toujours remplie`,
  'finding.datesPast': (v: { date: string }) => `ses dates sont passées depuis le ${v.date}`,
  'finding.shadowed': (v: { by: string }) =>
    `ne s'applique jamais : « ${v.by} », placée avant, prend tous ses appels`,
  'finding.shadowedExceptOwn': (v: { by: string }) =>
    `ne s'applique qu'aux numéros du client lui-même : « ${v.by} », placée avant, prend tous les autres appels`,
  'finding.contradicts': (v: { other: string }) =>
    `contredit « ${v.other} » : mêmes conditions, autre traitement ; la première l'emporte`,
  'finding.foreignLine': (v: { line: string }) => `la ligne ${v.line} n'est pas une ligne de ce client`,
  'finding.unknownExecutive': (v: { name: string }) => `« ${v.name} » n'est pas un dirigeant de ce client`,
  'finding.noTelephone': (v: { name: string }) =>
    `${v.name} n'a pas de téléphone : mise en relation impossible`,
  'finding.forwardToOurLine': (v: { name: string; number: string }) =>
    `le numéro de ${v.name} (${v.number}) est une de nos lignes : l'appel tournerait en rond`,
  'finding.forwardMayReturn': (v: { name: string; number: string }) =>
    `le numéro de ${v.name} (${v.number}) est renvoyé vers nous : sans réponse, l'appel nous revient`,
  'finding.ringsTooLong': (v: { seconds: number; most: number }) =>
    `sonne ${v.seconds} s ; l'appelant ne doit pas attendre plus de ${v.most} s ici`,
  'finding.discardsEveryCall': 'filtre tous les appels',
  'finding.discardsEveryCaller':
    "filtre tous les appelants, quels qu'ils soient, quand ses conditions sont remplies",
  'finding.discardsFrance': (v: { prefix: string }) =>
    `le préfixe ${v.prefix} bloque 100 % des appelants français`,
  'finding.discardsWithheld':
    "filtre les numéros masqués : depuis 2026, un mobile français à l'étranger peut apparaître masqué",
  'finding.discardsUnknown': `filtre tous ceux qui ne sont pas dans le répertoire, donc tout nouveau client`,
  'finding.ownNotDiscarded': `un appel du client lui-même n'est jamais filtré : la règle ne s'applique pas`,
  'finding.error': (v: { rule: string; words: string }) => `Erreur, règle « ${v.rule} » : ${v.words}`,
  'finding.warning': (v: { rule: string; words: string }) => `Attention, règle « ${v.rule} » : ${v.words}`,
}
