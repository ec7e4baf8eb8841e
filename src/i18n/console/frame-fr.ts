/** The frame of every page of the console. */
export const frameFr = {
  'console.title': (p: { page: string }) => `${p.page} | Permanence`,
  'console.skip': 'Aller au contenu',
  'console.menu': 'Menu principal',
  'console.board': 'Tableau',
  'console.calls': 'Appels',
  'console.texts': 'SMS',
  'console.slips': 'Messages',
  'console.contacts': 'Répertoires',
  'console.clients': 'Clients',
  'console.deliveries': 'Transmissions',
  'console.team': 'Équipe',
  'console.account': 'Mon compte',
  'console.signOut': 'Se déconnecter',
  'console.wrong': 'Cela n’a pas abouti',
  'console.nothingChanged': 'Rien n’a été modifié.',
  'console.back': 'Revenir au tableau',
  'refusal.notFound': 'Cette page n’existe pas, ou elle ne fait pas partie de ce que vous pouvez voir.',
  'refusal.notAllowed': 'Cette action est réservée aux responsables.',
  'refusal.staleForm': 'Cette page était ouverte depuis trop longtemps. Rechargez-la, puis recommencez.',
  'refusal.broken':
    'Quelque chose s’est cassé de notre côté. Recommencez, et prévenez votre responsable si cela continue.',
}
