import { plural } from '../french.ts'

/** A client's contacts and their import. */
export const setupContactsFr = {
  'setup.contacts.look': 'les voir',
  'setup.contacts.import': 'Importer un fichier CSV',
  'setup.contacts.importHint':
    "Une ligne par contact, une première ligne de titres : nom, société, téléphone(s), courriel, étiquettes, dirigeant. UTF-8, UTF-16 ou Windows-1252 ; 20 000 lignes et 5 Mo au plus. Rien n'est enregistré avant que vous ayez vu ce qui changerait.",
  'setup.contacts.file': 'Fichier',
  'setup.contacts.look2': 'Voir ce qui changerait',
  'setup.contacts.preview': "Avant d'importer",
  'setup.contacts.uploaded': 'fichier envoyé',
  'setup.contacts.accents': 'Vérifiez les accents ci-dessous.',
  'setup.contacts.tab': 'tabulation',
  'setup.contacts.columns': 'Ce que contient chaque colonne',
  'setup.contacts.ignored': '(ignorée)',
  'setup.contacts.field.key': 'clé',
  'setup.contacts.field.name': 'nom',
  'setup.contacts.field.company': 'société',
  'setup.contacts.field.numbers': 'téléphone',
  'setup.contacts.field.email': 'courriel',
  'setup.contacts.field.tags': 'étiquettes',
  'setup.contacts.field.executive': 'dirigeant',
  'setup.contacts.remap': 'Appliquer ces colonnes',
  'setup.contacts.outcome': 'Ce qui changerait',
  'setup.contacts.go': 'Importer',
  'setup.contacts.stop': 'Abandonner',
  'setup.contacts.notImported':
    "Rien n'a été importé : le fichier a des lignes à corriger, ou le client a changé entre-temps.",
  'setup.contacts.refused.notText':
    "Ce fichier n'est pas un texte. Attendu : un fichier CSV, enregistré depuis un tableur.",
  'setup.contacts.refused.empty': 'Ce fichier est vide. Attendu : un fichier CSV avec une ligne de titres.',
  'setup.contacts.refused.tooManyRows':
    'Le fichier a plus de 20 000 lignes. Attendu : 20 000 au plus ; coupez-le en plusieurs.',
  'setup.contacts.refused.tooManyColumns': 'Plus de 50 colonnes. Attendu : 50 au plus.',
  'setup.contacts.refused.brokenQuote': "Un guillemet s'ouvre et ne se ferme pas. Rien n'a été importé.",
  'setup.contacts.refused.tooLarge':
    'Le fichier dépasse 5 Mo. Attendu : 5 Mo au plus ; coupez-le en plusieurs.',
  'setup.contacts.form': (v: { file: string; encoding: string; delimiter: string; rows: number }) =>
    `${plural(v.rows, 'ligne', 'lignes')}, ${v.encoding}, séparées par « ${v.delimiter} ».`,
  'setup.contacts.columnIs': (v: { column: string }) => `La colonne « ${v.column} » contient`,
  'setup.contacts.created': (v: { count: number }) => plural(v.count, 'nouveau', 'nouveaux'),
  'setup.contacts.changed': (v: { count: number }) => plural(v.count, 'modifié', 'modifiés'),
  'setup.contacts.kept': (v: { count: number }) => plural(v.count, 'déjà là, inchangé', 'déjà là, inchangés'),
  'setup.contacts.unnamed': (v: { count: number }) =>
    plural(v.count, 'absent du fichier : il reste', 'absents du fichier : ils restent'),
  'setup.contacts.removeOthers': (v: { count: number }) =>
    v.count === 1
      ? 'Retirer celui qui est absent du fichier'
      : `Retirer les ${v.count} qui sont absents du fichier`,
  'setup.contacts.bad': (v: { count: number }) =>
    v.count === 1
      ? "Une ligne a une erreur. Rien n'est importé tant que vous n'avez pas décidé."
      : `${v.count} lignes ont une erreur. Rien n'est importé tant que vous n'avez pas décidé.`,
  'setup.contacts.more': (v: { count: number }) => `Et ${v.count} autres comme celles-ci.`,
  'setup.contacts.skip': (v: { bad: number; good: number }) =>
    `Importer ${v.good} lignes, en laissant ${v.bad}`,
  'setup.contacts.atLine': (v: { line: number; said: string }) => `Ligne ${v.line} : ${v.said}`,
  'setup.contacts.atCell': (v: { line: number; column: number; name: string; said: string }) =>
    `Ligne ${v.line}, colonne ${v.column} (${v.name}) : ${v.said}`,
  'setup.contacts.done': (v: { created: number; changed: number; removed: number }) =>
    `Importé : ${v.created} nouveaux, ${v.changed} modifiés, ${v.removed} retirés.`,
}
