import { plural } from '../french.ts'

/** Executives' own calendars, on a client's pages. */
export const calendarsFr = {
  'setup.tab.calendars': 'Agendas reliés',
  'calendars.title': 'Agendas des dirigeants',
  'calendars.about':
    "L'agenda personnel d'un dirigeant, lu pour connaître ses heures occupées et, si vous le voulez, tenu à jour avec les rendez-vous pris ici. Ce qu'il y déplace ou supprime vaut réponse de sa part.",
  'calendars.none': 'Aucun agenda relié.',
  'calendars.kind.caldav': 'CalDAV',
  'calendars.kind.ics': 'Adresse ICS, lecture seule',
  'calendars.writes': 'Les rendez-vous pris ici y sont inscrits',
  'calendars.readsOnly': 'Lu seulement',
  'calendars.readAt': (v: { when: string }) => `Lu ${v.when}`,
  'calendars.neverRead': 'Pas encore lu',
  'calendars.failingSince': (v: { when: string }) => `En panne depuis ${v.when}`,
  'calendars.nextAt': (v: { when: string }) => `Prochain essai ${v.when}`,
  'calendars.emptySince': (v: { when: string }) =>
    `Cet agenda s'est trouvé vide d'un coup, ${v.when}. Rien n'a été annulé ici. Est-ce voulu ?`,
  'calendars.busy': (v: { count: number }) =>
    plural(v.count, 'heure occupée connue', 'heures occupées connues'),
  'calendars.refused': (v: { count: number }) => `${plural(v.count, 'élément non lu', 'éléments non lus')} :`,
  'calendars.refused.malformed': (v: { count: number }) => plural(v.count, 'mal formé', 'mal formés'),
  'calendars.refused.unknownZone': (v: { count: number }) => `${v.count} au fuseau horaire inconnu`,
  'calendars.refused.tooMany': (v: { count: number }) =>
    plural(v.count, 'répété trop souvent', 'répétés trop souvent'),
  'calendars.refused.tooLarge': (v: { count: number }) => `${v.count} trop volumineux`,
  'calendars.refused.endless': (v: { count: number }) => `${v.count} dont la répétition n'a pas de sens`,
  'calendars.failure.credentials':
    "Le serveur refuse l'identifiant ou le mot de passe, ou l'adresse secrète a été changée. Saisissez-les à nouveau.",
  'calendars.failure.readOnly': 'Le serveur ne nous laisse pas écrire dans cet agenda.',
  'calendars.failure.notThere': "Il n'y a plus d'agenda à cette adresse.",
  'calendars.failure.notACalendar': "Ce qui se trouve à cette adresse n'est pas un agenda.",
  'calendars.failure.forbiddenAddress':
    "Cette adresse mène à un réseau privé ou n'est pas chiffrée : une adresse publique en https est attendue.",
  'calendars.failure.tooLarge': "L'agenda est trop volumineux : 1 Mo au plus pour une adresse ICS.",
  'calendars.failure.tooMany': "L'agenda contient trop d'éléments : 2 000 au plus pour une adresse ICS.",
  'calendars.failure.tooSlow': 'Le serveur ne répond pas à temps.',
  'calendars.failure.unreachable': 'Le serveur est injoignable.',
  'calendars.failure.refused': 'Le serveur a répondu par une erreur.',
  'calendars.connect': 'Relier un agenda',
  'calendars.executive': 'Dirigeant',
  'calendars.kind': 'Sorte',
  'calendars.url': 'Adresse',
  'calendars.urlHint':
    "CalDAV : celle du serveur, de la personne ou de l'agenda. ICS : l'adresse secrète (https ou webcal).",
  'calendars.username': 'Identifiant (CalDAV)',
  'calendars.password': 'Mot de passe (CalDAV)',
  'calendars.passwordHint': "De préférence un mot de passe d'application. Il est gardé chiffré.",
  'calendars.find': 'Continuer',
  'calendars.choose': 'Quel agenda ?',
  'calendars.noneFound': "Aucun agenda pour des rendez-vous n'a été trouvé à cette adresse.",
  'calendars.writesLabel': 'Y inscrire les rendez-vous pris ici',
  'calendars.confirm': 'Relier cet agenda',
  'calendars.readNow': 'Lire maintenant',
  'calendars.emptyIsRight': 'Oui, il est bien vide',
  'calendars.newPassword': 'Nouveau mot de passe',
  'calendars.newAddress': 'Nouvelle adresse secrète',
  'calendars.renew': 'Enregistrer',
  'calendars.disconnect': 'Délier',
  'calendars.disconnectHint':
    'Le mot de passe et les heures occupées sont effacés. Les rendez-vous déjà inscrits dans cet agenda y restent.',
  'calendars.done.connected': "L'agenda est relié ; il sera lu dans un instant.",
  'calendars.done.read': "L'agenda sera lu dans un instant.",
  'calendars.done.emptied': "L'agenda est vide, et c'est entendu.",
  'calendars.done.renewed': "C'est enregistré ; l'agenda sera lu dans un instant.",
  'calendars.done.disconnected': "L'agenda est délié.",
  'calendars.wrong.expired': 'Ce choix a expiré. Recommencez.',
  'calendars.wrong.form': "Choisissez un dirigeant, une sorte d'agenda et une adresse complète.",
  'calendars.wrong.busy':
    "L'agenda est en cours de lecture, ou son serveur ne répond pas. Réessayez dans une minute.",
  'task.calendarConflict': 'Agenda en désaccord',
  'task.calendarConflict.do':
    "Un dirigeant a changé un rendez-vous dans son agenda, et ce changement ne peut pas valoir tel quel : l'heure est prise ou passée, ou le rendez-vous a changé ici en même temps. Voyez avec lui.",
  'task.calendarEmpty': 'Agenda soudain vide',
  'task.calendarEmpty.do':
    "Tout a disparu d'un coup de l'agenda d'un dirigeant. Rien n'a été annulé. Demandez-lui si c'est voulu, puis confirmez-le sur la page de ses agendas.",
  'task.calendarFailing': 'Agenda injoignable',
  'task.calendarFailing.do':
    "L'agenda d'un dirigeant ne peut plus être lu : ses heures occupées ne sont plus à jour. Voyez la raison sur la page de ses agendas.",
}
