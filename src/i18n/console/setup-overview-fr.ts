import { plural } from '../french.ts'

/** The overview of a client: its state, its test, what is missing. */
export const setupOverviewFr = {
  'voice.resting':
    'Bonjour. Votre correspondant ne peut pas être joint à ce numéro pour le moment. Veuillez nous en excuser. Au revoir.',
  'task.silence': 'Renvoi tombé ?',
  'task.silence.do':
    "Ce client ne reçoit presque plus d'appels pendant ses plages. Vérifiez son renvoi, puis refaites un essai sur sa page.",
  'task.exportBeforePurge': 'Données à exporter avant leur effacement',
  'task.exportBeforePurge.do':
    'Le contrat est terminé depuis six mois. Exportez les données sur la page du client : elles seront ensuite effacées.',
  'setup.state.preparing': 'En préparation',
  'setup.state.live': 'En service',
  'setup.state.suspended': 'Suspendu',
  'setup.state.ended': 'Terminé',
  'setup.stateIs.preparing': 'Ses appels sont déjà traités selon ses règles, pour les essais.',
  'setup.stateIs.live': 'Ses appels sont traités selon ses règles.',
  'setup.stateIs.suspended':
    "Ses appelants entendent une phrase neutre qui ne nomme personne. Rien n'est transmis, mais chaque appel est noté.",
  'setup.stateIs.ended':
    'Ses appelants entendent une phrase neutre qui ne nomme personne. Sa ligne se repose six mois, puis ses données sont effacées.',
  'setup.since': (v: { when: string }) => `depuis : ${v.when}`,
  'setup.missing': 'Il manque encore, avant la mise en service :',
  'setup.missing.executive': 'un dirigeant à qui transmettre',
  'setup.missing.line': 'une ligne',
  'setup.missing.cover': "des plages de prise d'appels",
  'setup.missing.test': "un appel d'essai par son renvoi",
  'setup.advised': 'Ce qui aiderait encore les secrétaires',
  'setup.advised.publicNumber': 'Le numéro public du client',
  'setup.advised.greeting': "La phrase d'accueil",
  'setup.advised.opening': 'Ses heures d’ouverture',
  'setup.advised.reasons': 'Des motifs, avec leurs questions',
  'setup.advised.instructions': 'Une consigne',
  'setup.advised.contacts': 'Son répertoire',
  'setup.advised.secretaries': 'Des secrétaires affectées à ce client (page Équipe)',
  'setup.change.goLive': 'Mettre en service',
  'setup.change.suspend': 'Suspendre',
  'setup.change.resume': 'Reprendre le service',
  'setup.change.end': 'Mettre fin au contrat',
  'setup.sure.suspend':
    'Suspendre ce client ? Ses appelants entendront une phrase neutre, et rien ne lui sera plus transmis.',
  'setup.sure.end':
    'Mettre fin à ce contrat ? Cela ne se reprend pas : ses appelants entendront une phrase neutre, puis ses données seront effacées après six mois.',
  'setup.cannotChange': "L'état du client a changé entre-temps, ou il lui manque quelque chose.",
  'setup.test': "Appel d'essai",
  'setup.testSeen': (v: { when: string }) => `Appel d'essai reçu ${v.when}.`,
  'setup.testVia': (v: { number: string }) => `Il est arrivé par le renvoi du ${v.number}.`,
  'setup.testViaUnknown': "L'opérateur n'a pas dit par quel numéro il a été renvoyé.",
  'setup.testAgain': 'Refaire un essai',
  'setup.testNoLine': "Ajoutez d'abord une ligne.",
  'setup.testDialLine': (v: { line: string }) => `Composez le ${v.line}, la ligne elle-même.`,
  'setup.testDial.none': (v: { number: string; line: string }) =>
    `Composez le ${v.line}. (Numéro public : ${v.number}.)`,
  'setup.testDial.always': (v: { number: string; line: string }) =>
    `Activez le renvoi du ${v.number} vers le ${v.line}, puis composez le ${v.number} depuis un autre téléphone.`,
  'setup.testDial.onNoAnswer': (v: { number: string; line: string }) =>
    `Activez le renvoi sur non-réponse du ${v.number} vers le ${v.line}, composez le ${v.number} depuis un autre téléphone et laissez sonner.`,
  'setup.testWaiting': "En attente de l'appel : cette page le montrera dès qu'il arrive.",
  'setup.purgeAt': (v: { when: string }) => `Ses données peuvent être effacées à partir de : ${v.when}.`,
  'setup.exportedAt': (v: { when: string }) => `Exportées : ${v.when}.`,
  'setup.notExported': "Elles n'ont pas encore été exportées : elles ne seront effacées qu'après.",
  'setup.export': 'Exporter ses données',
  'setup.windowCount': (v: { opening: number; cover: number }) =>
    `${plural(v.opening, "plage d'ouverture", "plages d'ouverture")}, ${plural(v.cover, "plage de prise d'appels", "plages de prise d'appels")}`,
  'setup.instructionCount': (v: { count: number }) => plural(v.count, 'consigne', 'consignes'),
  'setup.contactCount': (v: { count: number }) => plural(v.count, 'contact', 'contacts'),
  'setup.ruleCount': (v: { count: number }) => plural(v.count, 'règle', 'règles'),
  'setup.unread': (v: { count: number }) =>
    v.count === 1 ? 'Une consigne à lire' : `${v.count} consignes à lire`,

  'setup.newClient': 'Nouveau client',
  'setup.newClientHint':
    'Le nom suffit pour commencer. Le client reste « en préparation » tant que vous ne le mettez pas en service.',
  'setup.createClient': 'Créer le client',
}
