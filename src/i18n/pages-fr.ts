import { elided, plural } from './french.ts'

/** The pages behind signed links, on which executives answer. */
export const pagesFr = {
  'page.broken': "Cela n'a pas fonctionné",
  'page.brokenWhy':
    "Rien n'a été changé. Revenez en arrière et réessayez ; si cela dure, appelez votre secrétariat.",
  'page.undo': 'Annuler',
  'page.reader': (v: { client: string; name: string }) => `${v.client} · pour ${v.name}`,
  'page.headingName': (v: { what: string; name: string }) => `${v.what} ${elided('de', v.name)}`,
  'page.headingNumber': (v: { what: string; number: string }) => `${v.what} du ${v.number}`,
  'page.headingWithheld': (v: { what: string }) => `${v.what}, numéro masqué`,

  'page.choose': "Rien n'a été changé : choisissez votre réponse en appuyant sur un bouton.",
  'page.stale':
    "Rien n'a été changé : cette page était ouverte depuis trop longtemps. Appuyez de nouveau sur le bouton.",
  'page.answered':
    "Rien n'a été changé : une autre réponse a été donnée entre-temps, la voici. Annulez-la si elle n'est pas la bonne.",
  'page.changed': "Rien n'a été changé : la situation avait changé entre-temps, la voici.",
  'page.correct': (v: { count: number }) =>
    `Rien n'a encore été enregistré : ${plural(v.count, 'réponse est', 'réponses sont')} à corriger.`,
  'page.settingsChanged':
    "Rien n'a encore été enregistré : vos réglages ont changé depuis que vous avez ouvert cette page. " +
    'Vérifiez ce que vous avez saisi, puis enregistrez de nouveau.',

  'answer.yours': 'Votre réponse',
  'answer.received': 'Bien reçu',
  'answer.executiveCalls': 'Je rappelle',
  'answer.secretaryCalls': 'Faites rappeler',
  'answer.done': "C'est fait",
  'answer.saidReceived': (v: { said: string }) => `Bien reçu, ${v.said}.`,
  'answer.saidExecutiveCalls': (v: { who: string; said: string }) => `Vous rappelez ${v.who}, ${v.said}.`,
  'answer.saidSecretaryCalls': (v: { who: string; said: string }) =>
    `Votre secrétariat rappelle ${v.who}, ${v.said}.`,
  'answer.said': (v: { when: string; via: string }) => `dit ${v.when} ${v.via}`,
  'answer.atTime': (v: { time: string }) => `à ${v.time}`,
  'answer.via.page': 'sur cette page',
  'answer.via.sms': 'par SMS',
  'answer.via.email': 'par courriel',
  'answer.via.call': 'au téléphone',
  'answer.via.invitation': 'par votre agenda (invitation)',
  'answer.via.calendar': 'dans votre agenda',
  'answer.via.secretary': 'au secrétariat',
  'answer.someCaller': "l'appelant",
  'answer.theNumber': (v: { number: string }) => `le ${v.number}`,
  'answer.otherReceived': (v: { name: string; said: string }) => `${v.name} : « bien reçu », ${v.said}.`,
  'answer.otherExecutiveCalls': (v: { name: string; said: string }) => `${v.name} rappelle, ${v.said}.`,
  'answer.otherSecretaryCalls': (v: { name: string; said: string }) =>
    `${v.name} a demandé que le secrétariat rappelle, ${v.said}.`,

  'summary.title': 'Récapitulatif',
  'summary.heading': (v: { day: string; time: string }) => `Récapitulatif du ${v.day}, ${v.time}`,
  'summary.open': (v: { count: number }) =>
    v.count === 0
      ? 'Tout est traité.'
      : `${plural(v.count, 'ligne attend', 'lignes attendent')} votre réponse.`,
  'summary.nothing': 'Rien de nouveau sur cette période.',
  'summary.number': (v: { number: number }) => `Ligne ${v.number}`,
  'summary.listen': 'Écouter',
  'summary.discarded': (v: { count: number }) =>
    plural(v.count, 'appel ou SMS filtré', 'appels et SMS filtrés'),
  'summary.call': 'Appel filtré',
  'summary.text': 'SMS filtré',
  'summary.mattered': 'Celui-ci comptait',
  'summary.saidMattered': (v: { when: string }) =>
    `Noté ${v.when} : celui-ci comptait, un message vous a été adressé.`,
  'summary.forwarded': (v: { count: number }) =>
    plural(v.count, 'appel vous a été passé', 'appels vous ont été passés'),
  'summary.talked': (v: { minutes: number }) =>
    v.minutes === 0 ? "moins d'une minute" : plural(v.minutes, 'minute', 'minutes'),
  'summary.inHerName': 'Fait en votre nom',
  'summary.someSecretary': 'Votre secrétariat',
  'summary.act.acknowledged': (v: { who: string; about: string }) =>
    `${v.who} a répondu à votre place : ${v.about}.`,
  'summary.act.restored': (v: { who: string; about: string }) =>
    `${v.who} a annulé une réponse : ${v.about}.`,
  'summary.act.other': (v: { who: string; about: string }) => `${v.who} s'en est occupé : ${v.about}.`,

  'away.title': 'Votre disponibilité',
  'away.available': 'Vous êtes disponible.',
  'away.until': (v: { when: string }) => `Vous êtes indisponible jusqu'${v.when}.`,
  'away.today': (v: { time: string }) => `à ${v.time}`,
  'away.tomorrow': (v: { time: string }) => `à demain ${v.time}`,
  'away.day': (v: { day: string; time: string }) => `au ${v.day} à ${v.time}`,
  'away.open': 'Vous êtes indisponible, sans heure de retour.',
  'away.said': (v: { when: string }) => `Dit ${v.when}.`,
  'away.changedBack': (v: { when: string }) => `Changé ${v.when}.`,
  'away.callersHear': (v: { phrase: string }) => `Vos appelants entendent seulement : « ${v.phrase} ».`,
  'away.choose': 'Indisponible',
  'away.hour1': 'Pendant 1 heure',
  'away.hours2': 'Pendant 2 heures',
  'away.until18': "Jusqu'à 18 h",
  'away.tomorrow9': "Jusqu'à demain 9 h",
  'away.typed': "Jusqu'à une autre heure",
  'away.save': "M'absenter jusque-là",
  'away.back': 'Je suis de nouveau disponible',
  'away.everywhere': (v: { clients: string }) => `Cela vaut pour ${v.clients}.`,
  'away.notUnderstood': 'Attendu : un jour et une heure.',
  'away.past': 'Attendu : un moment à venir.',
  'away.tooFar': "Attendu : un moment dans l'année qui vient.",

  'settings.title': 'Vos réglages',
  'settings.save': 'Enregistrer',
  'settings.saved': (v: { when: string }) => `Enregistré ${v.when}.`,
  'settings.urgent': 'Messages urgents',
  'settings.ordinary': 'Autres messages',
  'settings.digest': 'Récapitulatif',
  'settings.bySms': (v: { mobile: string }) => `Par SMS au ${v.mobile}`,
  'settings.byEmail': (v: { email: string }) => `Par courriel à ${v.email}`,
  'settings.acknowledge': 'Sans réponse de votre part, relancer après (minutes)',
  'settings.acknowledgeHint': 'De 2 à 240. Vide : pas de relance.',
  'settings.atOnce': 'Tout de suite',
  'settings.inDigest': 'Dans le récapitulatif seulement',
  'settings.times': 'Heures de chaque jour',
  'settings.timesHint':
    "Par exemple 12:30 18:00, jusqu'à 6 par jour. Vide : pas de récapitulatif ce jour-là.",
  'settings.onlyWhenSomething': "Seulement s'il y a quelque chose à dire",
  'settings.agenda': 'Rendez-vous',
  'settings.agendaNews': "Quand un appelant ou le secrétariat change un rendez-vous, m'en informer :",
  'settings.invitations': (v: { email: string }) =>
    `M'envoyer une invitation pour chaque rendez-vous, à ${v.email}`,
  'settings.feed': 'Vos rendez-vous dans votre téléphone',
  'settings.feedWhy':
    'Abonnez votre agenda (iPhone, Google, Outlook) à une adresse secrète : il y lit vos rendez-vous chez ce client, sans pouvoir les changer.',
  'settings.feedOpen': "S'abonner sur cet appareil",
  'settings.feedAddress': "Adresse de l'agenda",
  'settings.feedRenew': 'Nouvelle adresse',
  'settings.feedRenewHint': "L'ancienne cesse aussitôt de répondre.",
  'settings.feedMake': 'Créer une adresse',
  'settings.feedRevoke': "Supprimer l'adresse",
  'settings.quiet': 'Ne pas déranger',
  'settings.quietHint': 'Les messages attendent la fin de ces heures. Vide : jamais.',
  'settings.quietFrom': 'De',
  'settings.quietUntil': 'À',
  'settings.urgentExempt': 'Les messages urgents passent quand même',
  'settings.carries': 'Ce que disent les SMS et les courriels',
  'settings.everything': "Tout : l'appelant et son message",
  'settings.who': 'Seulement qui a appelé',
  'settings.link': "Rien qu'un lien vers une page protégée",
  'settings.carriesHealth':
    "Rien qu'un lien : pour les professionnels de santé, aucun nom ni motif ne part par SMS ou par courriel.",
  'settings.language': 'Langue',
  'settings.fr': 'Français',
  'settings.en': 'English',
  'settings.mon': 'Lundi',
  'settings.tue': 'Mardi',
  'settings.wed': 'Mercredi',
  'settings.thu': 'Jeudi',
  'settings.fri': 'Vendredi',
  'settings.sat': 'Samedi',
  'settings.sun': 'Dimanche',
  'settings.wrong.channels': 'Attendu : au moins un des deux.',
  'settings.wrong.choice': 'Attendu : une des réponses proposées.',
  'settings.wrong.minutes': 'Attendu : un nombre entier de 2 à 240, ou rien.',
  'settings.wrong.times': 'Attendu : des heures comme 12:30 18:00, séparées par des espaces.',
  'settings.wrong.tooMany': 'Attendu : 6 heures au plus par jour.',
  'settings.wrong.noTimes':
    'Attendu : au moins une heure, puisque vos autres messages attendent le récapitulatif.',
  'settings.wrong.time': 'Attendu : une heure comme 20:00.',
  'settings.wrong.both': 'Attendu : un début et une fin, ou aucun des deux.',
  'settings.wrong.same': 'Attendu : une fin différente du début.',
  'settings.wrong.quiet': 'Attendu : des heures en dehors de « Ne pas déranger ».',

  'unsubscribe.title': 'Récapitulatifs par courriel',
  'unsubscribe.ask': (v: { client: string }) =>
    `Ne plus recevoir par courriel les récapitulatifs de ${v.client} ?`,
  'unsubscribe.toSms': 'Ils vous parviendront par SMS.',
  'unsubscribe.ends': 'Ils cesseront, et vos messages vous parviendront un par un.',
  'unsubscribe.button': 'Ne plus les recevoir par courriel',
  'unsubscribe.doneSms': "C'est fait : vos récapitulatifs vous parviennent désormais par SMS.",
  'unsubscribe.doneEnds':
    "C'est fait : vous ne recevez plus de récapitulatif. Vos messages vous parviennent un par un, et votre secrétariat est prévenu.",
  'unsubscribe.settings': 'Voir mes réglages, ou annuler',
}
