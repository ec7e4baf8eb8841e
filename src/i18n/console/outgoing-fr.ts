/** Calls that secretaries place for clients, and consents to prospecting. */
export const outgoingFr = {
  'outgoing.ring': 'Appeler',
  'outgoing.ringNumber': (v: { number: string }) => `Appeler ${v.number}`,
  'outgoing.ringBack': (v: { number: string }) => `Rappeler ${v.number}`,
  'outgoing.title': 'Appeler',
  'outgoing.from': (v: { line: string; purpose: string }) => `Depuis le ${v.line} · motif : ${v.purpose}`,
  'outgoing.slip': 'La fiche',
  'outgoing.callback': 'Le rappel',
  'outgoing.purpose': 'Motif',
  'outgoing.otherPurpose': 'Pour un autre motif',
  'outgoing.number': 'Numéro',
  'outgoing.purpose.callback': 'rappel',
  'outgoing.purpose.order': 'à la demande du client',
  'outgoing.purpose.service': 'service courant',
  'outgoing.purpose.prospecting': 'prospection',
  'outgoing.outcome.reached': 'Joint',
  'outgoing.outcome.busy': 'Occupé',
  'outgoing.outcome.noAnswer': 'Pas de réponse',
  'outgoing.outcome.failed': 'Injoignable : le numéro n’aboutit pas',
  'outgoing.outcome.refusedNumber': 'Le standard refuse d’appeler ce numéro',
  'outgoing.outcome.exchangeBusy': 'Le standard est occupé : réessayez dans un instant',
  'outgoing.outcome.away': 'Le standard n’a pas répondu : réessayez',
  'outgoing.outcome.stopped': 'Les appels sortants viennent d’être arrêtés',
  'outgoing.outcome.notConnected': 'Votre téléphone ne s’est pas connecté : rouvrez sa fenêtre et réessayez',
  'outgoing.outcome.cancelled': 'Raccroché avant la réponse',
  'outgoing.outcome.brokeOff':
    'Coupé : votre liaison a lâché. Votre correspondant a entendu nos excuses, rappelez-le',
  'outgoing.refused.number': (v: { number: string; why: string }) =>
    `Le numéro « ${v.number} » ne peut pas être appelé : ${v.why}.`,
  'outgoing.why.emergency': 'c’est un numéro d’urgence, à composer sur votre propre téléphone',
  'outgoing.why.short': 'c’est un numéro court, souvent surtaxé',
  'outgoing.why.invalid':
    'ce n’est pas un numéro complet. Attendu par exemple : 01 99 00 20 01 ou +44 20 7946 0958',
  'outgoing.why.premium': 'il est surtaxé',
  'outgoing.why.sharedCost': 'il est à coût partagé',
  'outgoing.why.personal': 'c’est un numéro personnel universel, surtaxé',
  'outgoing.why.satellite': 'c’est un téléphone par satellite, surtaxé',
  'outgoing.why.country':
    'son pays n’est pas ouvert pour ce client. Un responsable peut l’ajouter dans ses réglages',
  'outgoing.refused.ownLine': (v: { number: string }) =>
    `Le numéro « ${v.number} » est une ligne du standard : l’appel sonnerait ici.`,
  'outgoing.refused.resting': 'Ce client n’est plus servi en ce moment : on n’appelle personne pour lui.',
  'outgoing.refused.stopped': (v: { by: string; when: string }) =>
    `Les appels sortants sont arrêtés par ${v.by}, ${v.when}. Voyez avec la direction.`,
  'outgoing.refused.callsADay': (v: { limit: number }) =>
    `Les ${v.limit} appels sortants par jour prévus pour ce client sont faits. Reprenez demain, ou demandez à un responsable de relever la limite dans ses réglages.`,
  'outgoing.refused.minutesADay': (v: { limit: number }) =>
    `Les ${v.limit} minutes d’appels sortants par jour prévues pour ce client sont utilisées. Reprenez demain, ou demandez à un responsable de relever la limite dans ses réglages.`,
  'outgoing.refused.noCalls':
    'Aucun appel sortant n’est prévu pour ce client. Un responsable peut en ouvrir dans ses réglages.',
  'outgoing.refused.noConsent': (v: { number: string }) =>
    `Prospection refusée : aucun consentement n’est noté pour le ${v.number}. La loi l’exige depuis le 11 août 2026 pour appeler un particulier. Notez-le sur sa fiche de contact s’il a été donné.`,
  'outgoing.refused.hours':
    'Prospection refusée à cette heure : la loi permet d’appeler un particulier du lundi au vendredi, de 10 h à 13 h et de 14 h à 20 h, hors jours fériés.',
  'outgoing.refused.tooOften': (v: { number: string }) =>
    `Prospection refusée : le ${v.number} a déjà été appelé quatre fois en trente jours, c’est le maximum légal.`,
  'outgoing.refused.off': 'Votre poste est fermé : prenez-le dans la fenêtre du téléphone, puis rappelez.',
  'outgoing.refused.unreachable':
    'La fenêtre de votre téléphone n’est pas ouverte ou n’a plus de liaison : ouvrez-la, puis rappelez.',
  'outgoing.refused.telephone':
    'Votre poste répond sur un téléphone : passez-le au navigateur pour appeler depuis la console.',
  'outgoing.refused.busy': 'Vous êtes déjà en ligne : terminez cet appel d’abord.',
  'consent.title': 'Prospection',
  'consent.law':
    'Depuis le 11 août 2026, un particulier n’est prospecté par téléphone qu’avec son consentement noté ici.',
  'consent.business': 'C’est une entreprise : aucun consentement n’est exigé.',
  'consent.person': 'C’est un particulier.',
  'consent.toBusiness': 'C’est une entreprise',
  'consent.toPerson': 'C’est un particulier',
  'consent.none': 'Aucun consentement noté.',
  'consent.given': (v: { by: string; on: string; how: string }) => `Donné par ${v.by} le ${v.on} : ${v.how}`,
  'consent.noted': (v: { name: string; when: string }) => `noté par ${v.name}, ${v.when}`,
  'consent.withdrawn': (v: { name: string; when: string }) => `retiré, noté par ${v.name}, ${v.when}`,
  'consent.withdraw': 'Noter le retrait',
  'consent.note': 'Noter un consentement',
  'consent.givenBy': 'Qui l’a donné',
  'consent.givenOn': 'Quel jour',
  'consent.how': 'Comment (formulaire, courrier, de vive voix…)',
  'consent.bad': 'Il faut le nom, un jour qui n’est pas à venir, et comment il a été donné.',
}
