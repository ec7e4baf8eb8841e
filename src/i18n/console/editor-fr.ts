import type { Weekday } from '../../rules/local-time.ts'
import { plural } from '../french.ts'

type Named = { rule: string }

const all = new Intl.ListFormat('fr', { type: 'conjunction' })

const days: Record<Weekday, string> = {
  mon: 'lun.',
  tue: 'mar.',
  wed: 'mer.',
  thu: 'jeu.',
  fri: 'ven.',
  sat: 'sam.',
  sun: 'dim.',
}

/** The editor of a client's rules. */
export const editorFr = {
  'editor.title': (v: { client: string }) => `Règles de filtrage : ${v.client}`,
  'editor.trail': 'Règles de ce client',
  'editor.rules': 'Règles',
  'editor.draftRules': 'Règles du brouillon',
  'editor.try': 'Essayer un appel',
  'editor.compare': 'Essayer sur de vrais appels',
  'editor.versions': 'Versions',
  'editor.order': "Dans l'ordre : la première règle dont toutes les conditions sont remplies décide.",
  'editor.inForce': (v: { version: number; since: string }) =>
    `Version ${v.version}, en vigueur depuis ${v.since}.`,
  'editor.draftBy': (v: { name: string; when: string }) => `Brouillon de ${v.name}, ${v.when}.`,
  'editor.notYet': (v: { version: number }) =>
    `Les appels sont toujours traités par la version ${v.version} : rien ne change avant la publication.`,
  'editor.toPublish': 'Voir ce qui change et publier',
  'editor.drop': 'Abandonner le brouillon',
  'editor.moved': (v: Named & { place: number; count: number }) =>
    `« ${v.rule} » est maintenant en position ${v.place} sur ${v.count}.`,
  'editor.saved': 'Enregistré dans le brouillon.',
  'editor.removed': 'La règle est retirée du brouillon.',
  'editor.dropped': 'Le brouillon est abandonné : les règles en vigueur n’ont pas changé.',
  'editor.published': 'Publié : les prochains appels sont traités par ces règles.',
  'editor.nothingToPublish': 'Le brouillon ne change rien aux règles en vigueur : il n’y a rien à publier.',
  'editor.takenOver': (v: { name: string; when: string }) =>
    `${v.name} a modifié ce brouillon ${v.when}, pendant que cette page était ouverte. Rien n'a été écrasé.`,
  'editor.stale': "Ces règles ont changé pendant que cette page était ouverte. Rien n'a été écrasé.",
  'editor.stillHere':
    'Ce que vous avez saisi est encore là : vérifiez, puis enregistrez de nouveau pour l’ajouter au brouillon actuel.',
  'editor.error': 'À corriger :',
  'editor.warning': 'Attention :',
  'editor.preview': 'Voir ce que cela aurait donné sur de vrais appels',
  'editor.up': 'Monter',
  'editor.down': 'Descendre',
  'editor.upRule': (v: Named) => `Monter « ${v.rule} »`,
  'editor.downRule': (v: Named) => `Descendre « ${v.rule} »`,
  'editor.change': 'Modifier',
  'editor.changeRule': (v: Named) => `Modifier « ${v.rule} »`,
  'editor.changeDefault': 'Modifier le traitement par défaut',
  'editor.remove': 'Retirer',
  'editor.removeRule': (v: Named) => `Retirer « ${v.rule} »`,
  'editor.add': 'Ajouter une règle',
  'editor.addTelemarketing': 'Ajouter : démarchage vers la messagerie',
  'editor.telemarketingName': 'Démarchage',

  'editor.newTitle': 'Nouvelle règle',
  'editor.ruleTitle': 'Modifier une règle',
  'editor.defaultTitle': 'Traitement par défaut',
  'editor.defaultWhy':
    'Ce qui est fait de tous les autres appels. Ils ne peuvent pas être filtrés : un appelant que rien ne désigne doit pouvoir laisser un message.',
  'editor.name': 'Nom de la règle',
  'editor.if': 'Si toutes ces conditions sont remplies',
  'editor.then': 'Alors',
  'editor.addCondition': 'Ajouter une condition',
  'editor.addThis': 'Ajouter',
  'editor.dropCondition': (v: { condition: string }) => `Retirer la condition « ${v.condition} »`,
  'editor.save': 'Enregistrer dans le brouillon',
  'editor.cancel': 'Annuler',
  'editor.problems': (v: { count: number }) =>
    `${plural(v.count, 'réponse est à corriger', 'réponses sont à corriger')} : rien n'est enregistré.`,

  'editor.kind.caller': "L'appelant",
  'editor.kind.hours': "Heures d'ouverture ou plages de prise d'appels",
  'editor.kind.windows': 'Jours et heures de la semaine',
  'editor.kind.dates': 'Dates',
  'editor.kind.publicHoliday': 'Jour férié',
  'editor.kind.availability': "Disponibilité d'un dirigeant",
  'editor.kind.line': 'Ligne appelée',
  'editor.kind.channel': 'Appel ou SMS',
  'editor.kind.repeated': 'Appels répétés',
  'editor.kind.body': "Mots d'un SMS",
  'editor.kind.expected': 'Appelant attendu',

  'editor.callerIs': "L'appelant est l'un de ceux-ci, au moins :",
  'editor.tags': 'Étiquettes du répertoire (vip, blocked…), séparées par des virgules',
  'editor.contactOf': 'Contact suivi par',
  'editor.noMatter': 'peu importe',
  'editor.numbers': 'Numéros, un par ligne',
  'editor.prefixes': 'Débuts de numéro (0162, +44…), séparés par des virgules',
  'editor.caller.telemarketing': 'numéro de démarchage (préfixes réservés)',
  'editor.caller.withheld': 'numéro masqué',
  'editor.caller.unknown': 'absent du répertoire',
  'editor.caller.own': 'un numéro du client lui-même',
  'editor.choose.of': 'Lesquelles',
  'editor.choose.is': 'État',
  'editor.choose.executive': 'Dirigeant',
  'editor.choose.by': 'Attendu par',
  'editor.opening': "heures d'ouverture",
  'editor.cover': "plages de prise d'appels",
  'editor.inside': 'pendant',
  'editor.outside': 'en dehors',
  'editor.days': 'Jours',
  'editor.day': (v: { day: Weekday }) => days[v.day],
  'editor.fromTime': 'De (08:30)',
  'editor.toTime': 'À (18:30 ou 24:00)',
  'editor.fromDate': 'Du',
  'editor.toDate': 'Au',
  'editor.lines': 'Lignes',
  'editor.times': 'Nombre de fois',
  'editor.minutes': 'En minutes',
  'editor.words': 'Mots ou expressions, un par ligne',

  'editor.action.forward': 'mettre en relation',
  'editor.action.takeMessage': 'prendre un message',
  'editor.action.discard': 'filtrer',
  'editor.to': 'Avec',
  'editor.ringSeconds': 'Sonnerie, de 10 à 20 secondes',
  'editor.unscreened': 'sans annonce : une messagerie de mobile peut alors prendre l’appel',
  'editor.otherwise': 'Sans réponse',
  'editor.for': 'Message pour',
  'editor.lineRecipient': 'le destinataire habituel de la ligne',
  'editor.copies': 'Copies à',
  'editor.urgency': 'Urgence',
  'editor.ordinary': 'ordinaire',
  'editor.urgent': 'urgent',
  'editor.by': 'Pris par',
  'editor.bySecretary': 'une secrétaire, sinon la messagerie',
  'editor.byVoicemail': 'la messagerie vocale',
  'editor.greeting': 'Annonce, à la place de celle du client (500 caractères au plus)',
  'editor.how': 'De quelle manière',
  'editor.how.busy': 'tonalité « occupé »',
  'editor.how.reject': 'comme un numéro hors service',
  'editor.how.announce': 'une annonce, puis on raccroche',
  'editor.announcement': 'Annonce (500 caractères au plus)',
  'editor.discardKept': 'Un appel filtré est conservé et compté : il peut être signalé comme important.',

  'editor.wrong.numbers': 'Un numéro n’est pas un numéro de téléphone complet, par exemple 01 99 00 20 01.',
  'editor.wrong.prefixes': 'Un début de numéro s’écrit 0162 ou +33162.',
  'editor.wrong.words': 'Au moins un mot, de 2 à 100 caractères, fait de lettres ou de chiffres.',
  'editor.wrong.windows': 'Chaque ligne demande au moins un jour, et des heures telles que 08:30 et 18:30.',
  'editor.wrong.dates': 'Deux dates sont attendues, la première avant la seconde ou le même jour.',
  'editor.wrong.number': 'De 2 à 50 fois, en 1 à 10 080 minutes (une semaine).',
  'editor.wrong.ringSeconds': 'De 10 à 20 secondes.',
  'editor.wrong.choose': 'Un choix est attendu ici.',
  'editor.wrong.nothing': 'Cochez ou remplissez au moins une sorte d’appelant.',
  'editor.wrong.noCondition':
    'Une règle a au moins une condition : ce qui vaut pour tous les appels se règle dans le traitement par défaut.',
  'editor.wrong.tooLong': 'C’est trop long.',
  'editor.wrong.trial': 'Cet essai n’a pas pu se faire : vérifiez la ligne et le moment.',

  'editor.tryTitle': (v: { client: string }) => `Essayer un appel : ${v.client}`,
  'editor.tryWhat':
    'Décrivez un appel ou un SMS : la page dit ce qui en serait fait et pourquoi. Rien n’est enregistré, personne n’est appelé.',
  'editor.line': 'Ligne appelée',
  'editor.caller': 'Numéro de l’appelant',
  'editor.fromHint': 'Vide ou « anonymous » : numéro masqué.',
  'editor.at': 'Moment',
  'editor.atHint': (v: { timeZone: string }) => `À l’heure de ${v.timeZone}. Vide : maintenant.`,
  'editor.text': 'Texte, si c’est un SMS',
  'editor.textHint': 'Vide : un appel.',
  'editor.tryThis': 'Essayer',
  'editor.draft': 'Brouillon',
  'editor.version': (v: { version: number }) => `Version ${v.version}, en vigueur`,
  'editor.sameTreatment': 'Le brouillon et la version en vigueur traitent cet appel de la même façon.',
  'editor.otherTreatment': 'Le brouillon traiterait cet appel autrement.',

  'editor.compareTitle': (v: { client: string }) => `Essayer sur de vrais appels : ${v.client}`,
  'editor.compareThis': 'Essayer sur cette période',
  'editor.noDraft':
    'Il n’y a pas de brouillon : modifiez d’abord une règle, puis essayez-la ici avant de la publier.',
  'editor.badDates': 'Deux dates sont attendues, la première avant la seconde, à un an d’écart au plus.',
  'editor.backToRules': 'Revenir aux règles',
  'editor.differing': (v: { differing: number; calls: number; texts: number }) =>
    `Sur ${plural(v.calls, 'appel', 'appels')} et ${plural(v.texts, 'SMS', 'SMS')}, ${v.differing} ${
      v.differing > 1 ? 'auraient été traités' : 'aurait été traité'
    } autrement.`,
  'editor.count': (v: { count: number }) => plural(v.count, 'fois', 'fois'),
  'editor.countDiscarded': (v: { count: number }) =>
    `${plural(v.count, 'fois', 'fois')} : l'appelant serait filtré`,
  'editor.asTreated': 'Ce qui a été fait',
  'editor.withDraft': 'Avec le brouillon',
  'editor.more': (v: { count: number }) => `… et ${plural(v.count, 'autre', 'autres')}`,
  'editor.quoted': (v: { text: string }) => `« ${v.text} »`,
  'editor.alreadyOtherwise': (v: { count: number }) =>
    v.count > 1
      ? `${v.count} autres sont déjà traités autrement par la version en vigueur ; le brouillon n'y change rien.`
      : "Un autre est déjà traité autrement par la version en vigueur ; le brouillon n'y change rien.",
  'editor.leftAside': (v: { count: number }) =>
    `${plural(v.count, 'appel ou SMS laissé', 'appels ou SMS laissés')} de côté : aucune règle n'en avait décidé (panne, saisie à la main, consigne d'un dirigeant).`,
  'editor.whichFacts':
    'Étiquettes et contact, disponibilité des dirigeants et appelants attendus : tels qu’ils étaient au moment de l’appel. Appels répétés : d’après l’historique. Horaires, lignes et numéros des dirigeants : ceux d’aujourd’hui.',

  'editor.publishTitle': (v: { client: string }) => `Publier les règles : ${v.client}`,
  'editor.publish': (v: { version: number }) => `Publier la version ${v.version}`,
  'editor.publish.stale':
    'Les règles ou le brouillon ont changé pendant que cette page était ouverte. Rien n’a été publié : relisez ce qui suit.',
  'editor.publish.refused': 'Ces règles ne peuvent pas être publiées : corrigez d’abord ce qui est signalé.',
  'editor.publish.password':
    'Rien n’est publié : donnez votre mot de passe, puisque des appels seraient transférés à quelqu’un pour la première fois.',
  'editor.publish.noNote':
    'Dites en quelques mots pourquoi : c’est gardé avec la version. Rien n’a été publié.',
  'editor.behind': (v: { from: number; version: number }) =>
    `Le brouillon partait de la version ${v.from}, mais la version ${v.version} a été publiée depuis. Ce qui suit dit ce que le brouillon y changerait.`,
  'editor.changes': (v: { version: number }) => `Ce qui change par rapport à la version ${v.version}`,
  'editor.noChange': 'Rien ne change.',
  'editor.added': (v: Named & { place: number }) => `Nouvelle règle « ${v.rule} », en position ${v.place}`,
  'editor.gone': (v: Named) => `Règle retirée : « ${v.rule} »`,
  'editor.changed': (v: Named) => `Règle modifiée : « ${v.rule} »`,
  'editor.renamed': (v: Named & { before: string }) => `« ${v.before} » devient « ${v.rule} »`,
  'editor.movedFrom': (v: Named & { from: number; to: number }) =>
    `« ${v.rule} » passe de la position ${v.from} à la position ${v.to}`,
  'editor.defaultChanged': 'Traitement par défaut modifié',
  'editor.detailsOnly': 'Une annonce ou un réglage change, pas la phrase.',
  'editor.newTargets': (v: { targets: readonly string[] }) =>
    `Des appels seront mis en relation pour la première fois avec ${all.format(v.targets)}.`,
  'editor.newTargetsTold': 'Les dirigeants du client en sont prévenus par courriel.',
  'editor.target': (v: { name: string; number: string }) => `${v.name}, au ${v.number}`,
  'editor.effect': 'Sur les appels des 30 derniers jours',
  'editor.otherPeriod': 'Essayer sur une autre période',
  'editor.note': 'Pourquoi ce changement (gardé avec la version)',

  'editor.versionsTitle': (v: { client: string }) => `Versions des règles : ${v.client}`,
  'editor.versionTitle': (v: { version: number; client: string }) =>
    `Règles, version ${v.version} : ${v.client}`,
  'editor.versionNumber': (v: { version: number }) => `Version ${v.version}`,
  'editor.nowInForce': 'En vigueur.',
  'editor.publishedBy': (v: { name: string; when: string }) => `Publiée par ${v.name} ${v.when}.`,
  'editor.fromFolder': (v: { when: string }) => `Importée du dossier de l'agence ${v.when}.`,
  'editor.diffFrom': 'De la version',
  'editor.diffTo': 'à la version',
  'editor.diffThis': 'Comparer',
  'editor.diffTitle': (v: { a: number; b: number }) => `De la version ${v.a} à la version ${v.b}`,
  'editor.returnTitle': (v: { version: number }) => `Ce que changerait un retour à la version ${v.version}`,
  'editor.return': (v: { version: number; next: number }) =>
    `Revenir à la version ${v.version} (elle devient la version ${v.next})`,
  'editor.returnNote': (v: { version: number }) => `Retour à la version ${v.version}`,

  'editor.seeVersion': 'Voir la règle, dans la version d’alors',

  'editor.mail.subject': (v: { client: string }) =>
    `${v.client} : vos appels peuvent être mis en relation autrement`,
  'editor.mail.body': (v: { client: string; targets: readonly string[] }) =>
    `Les règles d'accueil de ${v.client} ont changé : des appels peuvent désormais être mis en relation avec ${all.format(v.targets)}.`,
  'editor.mail.why':
    "Si vous n'avez pas demandé ce changement, prévenez votre secrétariat sans attendre. Ce message est envoyé à chaque nouveau numéro de mise en relation.",
}
