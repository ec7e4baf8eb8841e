import { plural } from '../french.ts'

/** How the calls are answered: the line over the board, the report, and each one's own figures. */
export const levelsFr = {
  'levels.title': 'Mesures',
  'levels.percent': (p: { percent: number }) => `${p.percent} %`,
  'levels.strip': 'Niveau de service',
  'levels.waitingNow': 'en attente',
  'levels.longestNow': 'la plus longue',
  'levels.inTimeToday': 'décrochés en 20 s aujourd’hui',
  'levels.ofOffered': (p: { answered: number; offered: number }) => `${p.answered} sur ${p.offered}`,
  'levels.abandonedToday': 'raccrochés aujourd’hui',
  'levels.period': 'Période',
  'levels.period.today': 'Aujourd’hui',
  'levels.period.yesterday': 'Hier',
  'levels.period.week': '7 jours',
  'levels.period.month': '30 jours',
  'levels.period.dates': 'Du… au…',
  'levels.from': 'Du',
  'levels.to': 'au',
  'levels.show': 'Afficher',
  'levels.by': 'Par',
  'levels.by.client': 'Par client',
  'levels.by.team': 'Par équipe',
  'levels.agency': 'Toute l’agence',
  'levels.noTeam': 'Sans équipe',
  'levels.ofTeam': (p: { team: string }) => `équipe ${p.team}`,
  'levels.days': (p: { first: string; last: string }) => `du ${p.first} au ${p.last}`,
  'levels.day': (p: { day: string }) => `le ${p.day}`,
  'levels.nothing': 'Aucun appel n’a été proposé aux secrétaires sur cette période.',
  'levels.total': 'Total',
  'levels.perDay': 'Par jour',
  'levels.perHour': 'Par heure de la journée',
  'levels.asTable': 'Les mêmes chiffres en tableau',
  'levels.hour': (p: { hour: number }) => `${p.hour} h`,
  'levels.clientHead': 'Client',
  'levels.teamHead': 'Équipe',
  'levels.dayHead': 'Jour',
  'levels.hourHead': 'Heure',
  'levels.csv': 'Tableau en CSV',
  'levels.print': 'Imprimer',
  'levels.column.offered': 'Proposés',
  'levels.column.inTime': 'En 20\u00a0s',
  'levels.column.inTimeShare': 'Part en 20\u00a0s',
  'levels.column.later': 'Plus tard',
  'levels.column.abandoned': 'Raccrochés',
  'levels.column.abandonedShare': 'Part de raccrochés',
  'levels.column.abandonedAfter': 'Raccrochés après',
  'levels.column.short': 'Raccrochés avant 5\u00a0s',
  'levels.column.voicemail': 'Messagerie',
  'levels.column.callback': 'À rappeler',
  'levels.column.answerSeconds': 'Attente moyenne',
  'levels.column.longestSeconds': 'Attente la plus longue',
  'levels.column.talkSeconds': 'Conversation',
  'levels.column.heldSeconds': 'Mise en attente',
  'levels.column.wrapUpSeconds': 'Rédaction',
  'levels.csvSeconds': (p: { column: string }) => `${p.column} (s)`,
  'levels.csvPercent': (p: { column: string }) => `${p.column} (%)`,
  'levels.chart.inTime': 'Décrochés en 20 s',
  'levels.chart.later': 'Décrochés plus tard',
  'levels.chart.abandoned': 'Raccrochés',
  'levels.chart.desc': (p: {
    inTime: number
    later: number
    abandoned: number
    peak: string
    most: number
  }) =>
    `Barres empilées : ${plural(p.inTime, 'appel décroché', 'appels décrochés')} en 20 s, ${p.later} plus tard, ${plural(p.abandoned, 'raccroché', 'raccrochés')}. Le plus : ${p.most}, ${p.peak}. Le tableau qui suit donne chaque chiffre.`,
  'levels.chart.bar': (p: { label: string; inTime: number; later: number; abandoned: number }) =>
    `${p.label} : ${p.inTime} en 20 s, ${p.later} plus tard, ${plural(p.abandoned, 'raccroché', 'raccrochés')}`,
  'levels.howCounted': 'Comment ces chiffres sont comptés',
  'levels.def.offered':
    'Appels dont l’appelant a été mis en attente d’une secrétaire, comptés à l’heure où il a commencé à attendre. Ceux qui ont raccroché en moins de 5 s et ceux qui attendent encore n’y sont pas.',
  'levels.def.inTime':
    'Une secrétaire et l’appelant se sont entendus 20 secondes au plus après le début de l’attente. La part est celle des appels proposés.',
  'levels.def.later': 'De même, après plus de 20 secondes.',
  'levels.def.abandoned':
    'L’appelant a raccroché pendant l’attente, après 5 secondes ou plus ; « après » dit en moyenne au bout de combien de temps.',
  'levels.def.short':
    'L’appelant a raccroché plus tôt : personne n’aurait pu répondre. Comptés à part, dans aucune part.',
  'levels.def.voicemail':
    'Passés sur la messagerie : par la touche 1, faute de réponse à temps ou faute de secrétaire.',
  'levels.def.callback': 'L’appelant a demandé à être rappelé, par la touche 2.',
  'levels.def.answerSeconds': 'Du début de l’attente au décroché, en moyenne des appels décrochés.',
  'levels.def.longestSeconds': 'De tous les appels, quelle que soit la fin de l’attente.',
  'levels.def.talkSeconds': 'Moyenne par appel décroché et terminé, sans les mises en attente.',
  'levels.def.heldSeconds':
    'Temps que l’appelant a passé en attente pendant la conversation, moyenne par appel.',
  'levels.def.wrapUpSeconds':
    'De la fin de l’appel jusqu’à « Prêt pour le suivant », l’appel suivant ou la fin du temps prévu pour la fiche.',
  'levels.zone': (p: { zone: string }) =>
    `Jours et heures de ${p.zone}. Aux changements d’heure, le jour a 23 ou 25 heures ; l’heure qui revient compte dans la même ligne. Une journée est arrêtée six heures après sa fin.`,
  'levels.fewPeople':
    'Conversation, mise en attente et rédaction ne s’affichent qu’à partir de trois personnes qui ont répondu.',
  'levels.fewInTeam':
    'Moins de trois personnes de cette équipe ont répondu sur cette période : ses chiffres par jour et par heure ne sont pas montrés, pour ne désigner personne.',
  'levels.fault.noSuchPeriod': (p: { value: string }) =>
    `« ${p.value} » n’est pas une période. Choisissez aujourd’hui, hier, 7 jours, 30 jours ou deux dates.`,
  'levels.fault.noSuchDate': (p: { value: string }) =>
    p.value === ''
      ? 'Il manque une date. Donnez les deux, par exemple 2026-11-02 et 2026-11-22.'
      : `La date « ${p.value} » n’existe pas. Elle s’écrit année-mois-jour, par exemple 2026-11-22.`,
  'levels.fault.future': (p: { value: string }) =>
    `Le ${p.value} est à venir : choisissez au plus tard aujourd’hui.`,
  'levels.fault.tooOld': (p: { value: string; oldest: string }) =>
    `Le ${p.value} est trop ancien : choisissez au plus tôt le ${p.oldest}.`,
  'levels.fault.order': (p: { from: string; to: string }) =>
    `La première date (${p.from}) vient après la dernière (${p.to}).`,
  'levels.fault.tooLong': (p: { from: string; to: string; most: number }) =>
    `Du ${p.from} au ${p.to}, la période dépasse ${p.most} jours.`,
  'levels.noSuchTeam': (p: { team: string }) => `Il n’y a pas d’équipe « ${p.team} ».`,
  'levels.ofClient': 'Mesures des appels de ce client',
  'levels.single': 'Une seule personne',
  'levels.singleWhy':
    'Ces chiffres servent à organiser les vacations et à former. Ils ne classent personne et ne décident de rien. Chaque consultation par une responsable est notée ; la personne la voit sur son compte.',
  'levels.choosePerson': 'Personne',
  'levels.mine': 'Mes mesures',
  'levels.mineLink': 'Voir mes mesures',
  'levels.singlesOff':
    'Les chiffres par personne ne sont pas permis dans cette agence : seules les mesures des équipes existent. La direction peut en décider autrement dans les réglages de l’agence.',
  'levels.ofPerson': (p: { name: string }) => `Mesures de ${p.name}`,
  'levels.answered': 'Décrochés',
}
