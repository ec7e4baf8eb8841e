type Said = { count: number; who: string; when: string }
type Moved = { count: number; who: string; former: string; when: string }

/** What callers and executives are told of an appointment, by text and by e-mail. */
export const appointmentsFr = {
  'sms.rdv.with': (v: { name: string }) => ` avec ${v.name}`,
  'sms.rdv.noted': (v: Said) =>
    v.count > 1
      ? `vos RDV${v.who} sont notés (${v.when}). Nous vous les confirmerons.`
      : `votre RDV du ${v.when}${v.who} est noté. Nous vous le confirmerons.`,
  'sms.rdv.confirmed': (v: Said) =>
    v.count > 1
      ? `vos RDV${v.who} sont confirmés : ${v.when}.`
      : `votre RDV du ${v.when}${v.who} est confirmé.`,
  'sms.rdv.moved': (v: Moved) =>
    v.count > 1
      ? `vos RDV${v.who} sont déplacés : ${v.when}, au lieu du ${v.former}.`
      : `votre RDV du ${v.former}${v.who} est déplacé au ${v.when}.`,
  'sms.rdv.movedNoted': (v: Moved) =>
    v.count > 1
      ? `vos RDV${v.who} du ${v.former} seraient déplacés : ${v.when}. Nous vous les confirmerons.`
      : `votre RDV du ${v.former}${v.who} serait déplacé au ${v.when}. Nous vous le confirmerons.`,
  'sms.rdv.changed': (v: Said) => `du nouveau pour votre RDV du ${v.when}${v.who}.`,
  'sms.rdv.cancelled': (v: Said) =>
    v.count > 1 ? `vos RDV${v.who} sont annulés : ${v.when}.` : `votre RDV du ${v.when}${v.who} est annulé.`,
  'sms.rdv.declined': (v: Said) =>
    v.count > 1
      ? `vos RDV${v.who} ne sont pas possibles : ${v.when}. Appelez-nous pour une autre date.`
      : `votre RDV du ${v.when}${v.who} n'est pas possible. Appelez-nous pour une autre date.`,
  'sms.rdv.reminder': (v: Said) =>
    v.count > 1 ? `rappel de vos RDV${v.who} : ${v.when}.` : `rappel de votre RDV du ${v.when}${v.who}.`,
  'sms.rdv.offer': (v: Said & { until: string }) =>
    `une heure s'est libérée : ${v.when}${v.who}. Gardée pour vous jusqu'au ${v.until}.`,
  'sms.rdv.telephone': 'Nous vous appellerons.',
  'sms.rdv.video': 'En visioconférence.',
  'sms.rdv.atCaller': 'Chez vous.',

  'sms.rdv.head.question': 'RDV',
  'sms.rdv.head.new': 'Nouveau RDV',
  'sms.rdv.head.moved': 'RDV déplacé',
  'sms.rdv.head.cancelled': 'RDV annulé',
  'sms.rdv.line': (v: { number: number | null; head: string; when: string; instead: string; what: string }) =>
    `${v.number === null ? '' : `${v.number}. `}${v.head} ${v.when}${v.instead}${v.what}`,
  'sms.rdv.instead': (v: { when: string }) => ` (au lieu de ${v.when})`,
  'sms.rdv.ask': (v: { number: number }) => `Répondez ${v.number} oui ou ${v.number} non.`,
  'sms.rdv.more': (v: { count: number }) => `+ ${v.count}`,

  'mail.rdv.noted': 'Votre rendez-vous est noté. Nous vous le confirmerons.',
  'mail.rdv.confirmed': 'Votre rendez-vous est confirmé.',
  'mail.rdv.moved': 'Votre rendez-vous est déplacé.',
  'mail.rdv.movedNoted': 'Votre rendez-vous serait déplacé. Nous vous le confirmerons.',
  'mail.rdv.changed': 'Du nouveau pour votre rendez-vous.',
  'mail.rdv.cancelled': 'Votre rendez-vous est annulé.',
  'mail.rdv.declined': "Votre rendez-vous n'a pas pu être confirmé. Appelez-nous pour une autre date.",
  'mail.rdv.reminder': 'Rappel de votre rendez-vous.',
  'mail.rdv.offer': "Une heure s'est libérée : elle est gardée pour vous.",
  'mail.rdv.openOffer': 'La prendre ou la refuser',
  'mail.rdv.until': 'À prendre avant',
  'mail.rdv.question': 'Ce rendez-vous vous convient-il ?',
  'mail.rdv.new': 'Nouveau rendez-vous',
  'mail.rdv.movedHers': 'Rendez-vous déplacé',
  'mail.rdv.cancelledHers': 'Rendez-vous annulé',
  'mail.rdv.subject': (v: { what: string; when: string }) => `${v.what} ${v.when}`,
  'mail.rdv.subjectPlain': 'Rendez-vous',
  'mail.rdv.ask': (v: { number: number }) => `Répondez « ${v.number} oui » ou « ${v.number} non ».`,
  'mail.rdv.open': 'Voir ou annuler le rendez-vous',
  'mail.rdv.openHers': 'Voir le rendez-vous',
  'mail.rdv.when': 'Quand',
  'mail.rdv.former': 'Au lieu de',
  'mail.rdv.with': 'Avec',
  'mail.rdv.where': 'Où',
  'mail.rdv.what': 'Objet',
  'mail.rdv.caller': 'Pour',
  'mail.rdv.reason': 'Motif',
  'mail.rdv.telephone': 'Par téléphone : nous vous appellerons.',
  'mail.rdv.video': 'En visioconférence',
  'mail.rdv.atCaller': 'Chez vous',
  'mail.rdv.listed': (v: { number: number | null; when: string; who: string }) =>
    `${v.number === null ? '' : `${v.number}. `}${v.when}${v.who === '' ? '' : `, ${v.who}`}`,

  'rdv.title': 'Votre rendez-vous',
  'rdv.state.proposed': 'Noté : nous vous le confirmerons.',
  'rdv.state.confirmed': 'Confirmé.',
  'rdv.state.declined': "Ce rendez-vous n'a pas pu être confirmé. Appelez-nous pour une autre date.",
  'rdv.state.cancelled': 'Ce rendez-vous est annulé.',
  'rdv.state.past': 'Ce rendez-vous est passé.',
  'rdv.said.asked': "C'est transmis : nous vous rappelons. En attendant, votre rendez-vous est maintenu.",
  'rdv.said.stale': "Rien n'a été changé : appuyez de nouveau sur le bouton.",
  'rdv.said.noWords': "Rien n'a été transmis : dites-nous quand vous pourriez venir.",
  'rdv.said.tooLate': "Rien n'a été changé : ce rendez-vous ne peut plus l'être ici. Appelez-nous.",
  'rdv.offer': "Une heure s'est libérée",
  'rdv.offerUntil': (v: { when: string }) => `Elle est gardée pour vous : répondez avant ${v.when}.`,
  'rdv.offerInstead': (v: { when: string }) =>
    `Elle remplacerait votre rendez-vous ${v.when}, que vous gardez tant qu'elle n'est pas confirmée.`,
  'rdv.accept': 'Je prends ce rendez-vous',
  'rdv.refuse': 'Non merci, je la laisse',
  'rdv.offerOver': "Cette heure n'est plus disponible",
  'rdv.offerGone': (v: { when: string }) => `Le rendez-vous proposé ${v.when} n'est plus gardé pour vous.`,
  'rdv.offerNext':
    "Vous restez sur la liste d'attente : nous vous écrirons dès qu'une autre heure se libère.",
  'rdv.offerRing': 'Appelez-nous si vous cherchez une autre heure.',
  'rdv.ringUs': 'Nous appeler :',
  'rdv.ics': 'Ajouter à mon agenda',
  'rdv.words': 'Vous préférez une autre heure ? Dites-nous quand :',
  'rdv.ask': 'Demander une autre heure',
  'rdv.cancel': 'Annuler le rendez-vous',
}
