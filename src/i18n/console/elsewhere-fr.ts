/** Appointments that were taken in another agenda. */
export const elsewhereFr = {
  'elsewhere.heading': 'Noter un rendez-vous pris ailleurs',
  'elsewhere.hint':
    "Pris sur Doctolib, dans Outlook, par le client lui-même… Il prend ce temps ici aussi. L'appelant n'en est pas prévenu par nous : l'autre agenda s'en charge.",
  'elsewhere.where': 'Où a-t-il été pris ?',
  'elsewhere.date': 'Le',
  'elsewhere.time': 'à (heure)',
  'elsewhere.minutes': 'Durée (minutes)',
  'elsewhere.other': 'Autre chose (à écrire dessous)',
  'elsewhere.title': 'Ce que c’est (si autre chose)',
  'elsewhere.save': 'Noter ce rendez-vous',
  'elsewhere.wrong.missing': 'À remplir.',
  'elsewhere.wrong.minutes': 'Une durée entre 1 et 1 440 minutes.',
  'elsewhere.wrong.past': 'Ce moment est passé.',
  'elsewhere.news.taken':
    "Ce temps est déjà pris ici : un autre rendez-vous, un événement ou une absence. Vérifiez dans l'agenda ; rien n'a été noté.",
  'elsewhere.news.notOffered': "Cette personne ne donne pas ce type de rendez-vous. Rien n'a été noté.",
  'elsewhere.news.notBookableByHer': "Seul un responsable prend ce type de rendez-vous. Rien n'a été noté.",
  'elsewhere.news.mustNot': "La délégation ne le permet pas. Rien n'a été noté.",
  'elsewhere.news.past': "Ce moment est passé. Rien n'a été noté.",
}
