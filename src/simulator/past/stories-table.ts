import type { Outcome } from '../../calls/outcomes.ts'
import type { Wish } from '../../clients/slip-form.ts'

/** What a caller wanted, as a secretary wrote it down. `answers`: to the questions of the reason, in their order. */
export type Story = {
  readonly subject: string
  readonly body: string
  readonly reason?: string
  readonly answers?: readonly string[]
  readonly wish?: Wish
  readonly wishWhen?: string
  readonly urgent?: true
  /** Only a firm, or only a person, would say so. */
  readonly from?: 'firm' | 'person'
  /** Key of the executive; without it whomever the rules name. */
  readonly to?: string
}

/** A call after which nothing was to be passed on. */
export type Aside = { readonly outcome: Outcome; readonly note: string; readonly reason?: string }

export type Stories = {
  /** Of people who ring for the first time, and of those whom everybody knows. */
  readonly first: readonly [Story, ...Story[]]
  readonly known: readonly [Story, ...Story[]]
  readonly asides: readonly [Aside, ...Aside[]]
  /** Who is known: name, company, number. */
  readonly people: readonly (readonly [name: string, company: string | null, number: string])[]
}

const morel: Stories = {
  people: [
    ['Me Petit', 'Étude Petit, notaires', '+33199002001'],
    ['M. Blanc', null, '+33199002002'],
    ['Mme Collin', null, '+33199008001'],
    ['Mme Ferrand', 'Greffe du tribunal judiciaire', '+33199003001'],
    ['Me Delmas', 'Cabinet Delmas', '+33199003002'],
    ['M. Roy', null, '+33199003003'],
    ['Mme Aubert', 'Étude Aubert, commissaires de justice', '+33199003004'],
    ['Mme Traoré', null, '+33199003005'],
  ],
  first: [
    {
      subject: 'Divorce, premier rendez-vous',
      body: 'Souhaite un premier rendez-vous. Enfants en garde alternée, aucune procédure engagée.',
      reason: 'nouveau-dossier',
      answers: ['Famille', 'Non, rien de fixé'],
      wish: 'callBack',
      wishWhen: 'plutôt le matin',
    },
    {
      subject: 'Licenciement',
      body: 'A reçu hier une lettre de licenciement. Demande sous quel délai il faut la contester.',
      reason: 'nouveau-dossier',
      answers: ['Travail', 'Convocation au bureau de conciliation le mois prochain'],
      wish: 'callBack',
    },
    {
      subject: 'Bail commercial',
      body: 'Son bailleur refuse le renouvellement. Dispose du bail et du courrier, peut les envoyer par e-mail.',
      reason: 'nouveau-dossier',
      answers: ['Immobilier', 'Réponse à donner avant la fin du mois'],
      wish: 'callBack',
      wishWhen: 'après 17 h',
    },
    {
      subject: 'Succession',
      body: 'Désaccord entre trois héritiers sur la vente de la maison. Cherche un avocat, adressé par son notaire.',
      reason: 'nouveau-dossier',
      answers: ['Famille', 'Non'],
      wish: 'callBack',
    },
    {
      subject: 'Malfaçons après travaux',
      body: "Infiltrations depuis la réception du chantier. L'entreprise ne répond plus.",
      reason: 'nouveau-dossier',
      answers: ['Immobilier', 'Expertise demandée, date inconnue'],
    },
    {
      subject: 'Garde à vue de son frère',
      body: 'Son frère est entendu depuis ce matin et demande Me Morel.',
      reason: 'garde-a-vue',
      answers: ['Commissariat du 3e, rue Pierre-Corneille', 'Depuis 7 h 30'],
      urgent: true,
      wish: 'callBack',
      to: 'morel',
    },
    {
      subject: "Stage de fin d'études",
      body: 'Étudie en master 2, demande si le cabinet accueille des stagiaires au printemps. Envoie son CV.',
      wish: 'information',
    },
  ],
  known: [
    {
      subject: 'Pièces demandées',
      from: 'person',
      body: 'A réuni les pièces demandées la semaine dernière. Faut-il les déposer au cabinet ou les envoyer ?',
      reason: 'dossier-en-cours',
      answers: ['Me Roux', 'Les pièces sont prêtes'],
      wish: 'callBack',
      to: 'roux',
    },
    {
      subject: 'Audience reportée',
      from: 'firm',
      body: "L'audience du 3 est renvoyée de quinze jours, la convocation suit par courrier.",
      reason: 'dossier-en-cours',
      answers: ['Me Nguyen', 'Nouvelle date à noter'],
      wish: 'information',
      to: 'nguyen',
    },
    {
      subject: "Projet d'acte",
      from: 'firm',
      body: "Le projet d'acte est parti ce matin. Attend les observations avant vendredi midi.",
      reason: 'dossier-en-cours',
      answers: ['Me Morel', 'Observations avant vendredi midi'],
      wish: 'callBack',
      wishWhen: 'vendredi avant midi',
      to: 'morel',
    },
    {
      subject: "Changement d'adresse",
      from: 'person',
      body: 'Déménage le 1er du mois, laisse sa nouvelle adresse : 8 rue de la Fontaine, 69007 Lyon.',
      reason: 'dossier-en-cours',
      answers: ['Me Haddad', 'Nouvelle adresse'],
      wish: 'information',
      to: 'haddad',
    },
    {
      subject: 'Signification à domicile',
      from: 'firm',
      body: "L'acte a été signifié hier. Le procès-verbal part aujourd'hui.",
      wish: 'information',
      to: 'nguyen',
    },
    {
      subject: 'Rendez-vous de demain',
      from: 'person',
      body: 'Viendra avec son fils au rendez-vous de demain. Demande si cela pose une difficulté.',
      wish: 'callBack',
      to: 'roux',
    },
  ],
  asides: [
    { outcome: 'informationGiven', note: "Demandait l'adresse du cabinet et les heures d'ouverture." },
    { outcome: 'informationGiven', note: 'Voulait savoir si son message avait été transmis : oui.' },
    { outcome: 'prospecting', note: 'Fournitures de bureau, ne pas rappeler.', reason: 'prospection' },
    { outcome: 'prospecting', note: 'Logiciel de facturation, refusé poliment.', reason: 'prospection' },
    { outcome: 'wrongNumber', note: 'Cherchait un autre cabinet.' },
  ],
}

const durand: Stories = {
  people: [
    ['M. Weber', 'Syndic Weber', '+33199003101'],
    ['Mme Lopez', 'Boulangerie Lopez', '+33199003102'],
    ['M. Carpentier', null, '+33199003103'],
    ['Mme Girard', null, '+33199003104'],
    ['M. Diallo', 'Résidence Les Tilleuls', '+33199003105'],
  ],
  first: [
    {
      subject: 'Fuite sous un évier',
      body: "L'eau coule dans le meuble depuis ce matin, seau en place.",
      reason: 'fuite',
      answers: ['Oui, coupée au compteur', '14 rue des Lilas, 3e étage, code 45B12'],
      urgent: true,
      wish: 'callBack',
    },
    {
      subject: 'Dégât des eaux chez le voisin',
      body: 'Tache au plafond du voisin du dessous, vient de la salle de bains.',
      reason: 'fuite',
      answers: ['Non, ne trouve pas le robinet', '27 avenue Jean-Jaurès, 1er étage gauche'],
      urgent: true,
      wish: 'callBack',
      wishWhen: 'dès que possible',
    },
    {
      subject: 'Devis salle de bains',
      body: 'Remplacer une baignoire par une douche de plain-pied. Envoie des photos par e-mail.',
      reason: 'devis',
      answers: ["Salle de bains d'environ 5 m²", 'Propriétaire'],
      wish: 'callBack',
      wishWhen: 'entre 12 h et 14 h',
    },
    {
      subject: 'Devis chauffe-eau',
      body: 'Ballon de 200 litres à changer, il a plus de quinze ans.',
      reason: 'devis',
      answers: ['Chauffe-eau électrique dans le garage', 'Locataire, le bailleur est prévenu'],
      wish: 'callBack',
    },
    {
      subject: 'Robinet extérieur',
      body: 'Voudrait poser un robinet au jardin avant le printemps. Rien de pressé.',
      reason: 'devis',
      answers: ['Robinet de jardin', 'Propriétaire'],
    },
  ],
  known: [
    {
      subject: 'Passage de jeudi',
      from: 'firm',
      body: 'Demande à quelle heure M. Durand pense passer jeudi ; la gardienne doit ouvrir.',
      reason: 'rendez-vous',
      wish: 'callBack',
    },
    {
      subject: 'Colonne du bâtiment B',
      from: 'firm',
      body: 'Pression faible aux étages 4 à 6 depuis lundi. Souhaite un passage cette semaine.',
      reason: 'rendez-vous',
      wish: 'callBack',
      wishWhen: 'le matin',
    },
    {
      subject: 'Facture reçue',
      from: 'firm',
      body: "La facture est au nom de l'ancien gérant, demande qu'elle soit refaite.",
      wish: 'information',
    },
    {
      subject: 'Rendez-vous à déplacer',
      from: 'person',
      body: 'Ne peut pas mardi finalement, propose mercredi après 15 h.',
      reason: 'rendez-vous',
      wish: 'willCallAgain',
    },
    {
      subject: 'Le siphon goutte encore',
      from: 'person',
      body: 'Le joint changé la semaine dernière goutte de nouveau, sans gravité.',
      wish: 'callBack',
    },
  ],
  asides: [
    { outcome: 'informationGiven', note: "Demandait si l'entreprise se déplace jusqu'à Villeurbanne : oui." },
    {
      outcome: 'informationGiven',
      note: "Voulait un prix par téléphone ; expliqué qu'un déplacement est nécessaire.",
    },
    { outcome: 'wrongNumber', note: 'Cherchait un électricien.' },
    { outcome: 'prospecting', note: 'Panneaux solaires.' },
    { outcome: 'nobodyThere', note: 'Personne au bout du fil.' },
  ],
}

const chauffage: Stories = {
  people: [
    ['M. Weber', 'Syndic Weber', '+33199003101'],
    ['Mme Perrin', null, '+33199003201'],
    ['M. Olivier', 'Crèche Les Lutins', '+33199003202'],
  ],
  first: [
    {
      subject: 'Plus de chauffage',
      body: 'Radiateurs froids depuis hier soir, la chaudière affiche un code de défaut.',
      reason: 'panne',
      answers: ['Chaudière murale à gaz, sept ans', "Oui, l'eau est chaude"],
      urgent: true,
      wish: 'callBack',
    },
    {
      subject: 'Entretien annuel',
      body: "Voudrait prendre date pour l'entretien.",
      reason: 'entretien',
      wish: 'callBack',
      wishWhen: 'le mercredi',
    },
    {
      subject: 'Pompe à chaleur bruyante',
      body: "Bruit de claquement au démarrage. Demande s'il faut l'arrêter en attendant.",
      wish: 'callBack',
    },
  ],
  known: [
    {
      subject: "Contrat d'entretien",
      from: 'firm',
      body: 'Souhaite ajouter la chaudière du bâtiment C au contrat.',
      reason: 'entretien',
      wish: 'callBack',
    },
    {
      subject: 'Attestation',
      body: "A besoin de l'attestation d'entretien pour son assurance, par e-mail si possible.",
      reason: 'entretien',
      wish: 'information',
    },
    {
      subject: 'Chaudière en sécurité',
      body: "La chaudière s'est remise en marche seule. Demande s'il faut tout de même passer.",
      reason: 'panne',
      answers: ['Chaudière au sol, fioul', 'Oui'],
      wish: 'callBack',
    },
  ],
  asides: [
    { outcome: 'informationGiven', note: 'Demandait les marques entretenues.' },
    { outcome: 'wrongNumber', note: 'Voulait la plomberie, numéro donné.' },
    { outcome: 'prospecting', note: 'Démarchage, isolation.' },
  ],
}

/** Of health clients nothing is written but when somebody can come. */
const lenoir: Stories = {
  people: [
    ['Mme Simon', null, '+33199003301'],
    ['M. Fontaine', null, '+33199003302'],
    ['Mme Haddou', null, '+33199003303'],
    ['M. Leclerc', null, '+33199003304'],
  ],
  first: [
    {
      subject: 'Première consultation',
      body: "Aucun créneau ne convenait ; demande qu'on rappelle en cas de désistement.",
      reason: 'premiere-consultation',
      answers: ['Mardi ou jeudi matin'],
      wish: 'callBack',
    },
    {
      subject: 'Première consultation',
      body: 'Cherche un rendez-vous avant la fin du mois.',
      reason: 'premiere-consultation',
      answers: ['Tous les jours après 17 h'],
      wish: 'callBack',
      wishWhen: 'après 17 h',
    },
    {
      subject: 'Adresse du cabinet',
      body: "Demande s'il y a un ascenseur et où se garer ; réponse à confirmer.",
      wish: 'callBack',
    },
  ],
  known: [
    {
      subject: 'Rendez-vous à déplacer',
      from: 'person',
      body: 'Ne peut pas venir à la date prévue, propose la semaine suivante.',
      reason: 'deplacer',
      answers: ['Celui de jeudi'],
      wish: 'callBack',
    },
    {
      subject: 'En retard',
      from: 'person',
      body: "Aura dix minutes de retard, prie de l'excuser.",
      wish: 'information',
    },
    {
      subject: 'Facture',
      body: 'A besoin de la facture de sa dernière venue pour sa mutuelle.',
      wish: 'information',
    },
  ],
  asides: [
    { outcome: 'informationGiven', note: "Demandait les jours d'ouverture." },
    { outcome: 'informationGiven', note: "Voulait vérifier l'heure de son rendez-vous." },
    { outcome: 'wrongNumber', note: 'Cherchait une pharmacie.' },
  ],
}

/** By client. All numbers are from the range that Arcep keeps for fiction. */
export const stories: Readonly<Record<string, Stories>> = { morel, durand, chauffage, lenoir }

/** Of people who ring once or twice; their numbers follow from their place. */
export const surnames = [
  ...['Lefèvre', 'Garnier', 'Faure', 'Rousseau', 'Mercier', 'Boyer', 'Chevalier', 'Robin', 'Masson', 'Noël'],
  ...['Duval', 'Denis', 'Lemaire', 'Marchand', 'Renaud', 'Barbier', 'Arnaud', 'Rolland', 'Vidal', 'Brunet'],
  ...['Schmitt', 'Leroux', 'Colin', 'Caron', 'Picard', 'Gérard', 'Fernandez', 'Benali', 'Da Silva', 'Konaté'],
  ...['Moulin', 'Royer', 'Guillot', 'Huet', 'Bailly', 'Carré', 'Maillard', 'Rivière', 'Poirier', 'Étienne'],
] as const
