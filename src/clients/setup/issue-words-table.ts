const refused: Record<string, string> = {
  'an emergency number': "c'est un numéro d'urgence",
  'a short number': "c'est un numéro court",
  'no number in service': "ce n'est pas un numéro attribué",
  'a premium-rate number': "c'est un numéro surtaxé",
  'a shared-cost number': "c'est un numéro à tarif majoré",
  'a personal number, which is charged like a premium one':
    "c'est un numéro personnel, facturé comme un surtaxé",
  'a satellite number': "c'est un numéro satellite",
  'in a country that allowedCountries does not list': "son pays n'est pas parmi ceux que le client autorise",
}

const phone = 'un numéro de téléphone tel que 01 99 00 10 01'

type Words = string | ((...found: string[]) => string)

/** What the checks of the agency folder say was expected, and the same in French. The first that fits is said. */
export const issueWords: readonly (readonly [RegExp, Words])[] = [
  [/^a phone number in quotes|^a phone number such as/, phone],
  [/^(an emergency number|a short number); expected/, (what = '') => `${phone} ; ${refused[what] ?? what}`],
  [
    /^a number we may ring; this is (.*)$/,
    (what = '') => `un numéro que nous pouvons appeler ; ${refused[what] ?? what}`,
  ],
  [/^one e-mail address/, 'une adresse de courriel telle que alice@exemple.fr'],
  [/^some text|^text \(/, 'quelques mots'],
  [/^at most (\d+) characters/, (most = '') => `${most} caractères au plus`],
  [/^at least (\d+) characters/, (least = '') => `${least} caractères au moins`],
  [/^at least 1 entries/, 'au moins une réponse'],
  [/^at most 6 times a day/, '6 heures au plus par jour'],
  [/^at most (\d+) entries/, (most = '') => `${most} lignes au plus`],
  [/^at least (\d+)$/, (least = '') => `un nombre entier, ${least} ou plus`],
  [/^at most (\d+)$/, (most = '') => `un nombre entier, ${most} ou moins`],
  [/^a (?:whole )?number(, or .*)?$/, 'un nombre entier'],
  [/^one of (.*)$/, (list = '') => `une de ces valeurs : ${list}`],
  [/IANA name such as/, "un fuseau horaire au nom d'un lieu, tel que Europe/Paris"],
  [/^a date such as/, 'une date telle que 2026-12-24'],
  [/^a country code/, 'un code de pays de deux capitales, tel que FR'],
  [/^at most 11 letters/, '11 lettres, chiffres et espaces au plus, dont une lettre, sans accent'],
  [/^from is on or before until|^a closure ends on or after/, 'une fin le même jour que le début ou après'],
  [/^(?:days|times) such as|^times such/, 'des heures telles que 09:00-12:00, 14:00-18:00'],
  [/^a time of day/, 'une heure telle que 08:30'],
  [/^hours such as|^hours that end at another/, 'un début et une fin différents, tels que 20:00 et 08:00'],
  [
    /^a (key|number|onCall) of its own; (\w+)\[(\d+)\]/,
    (what = '') => ownWords[what] ?? 'une valeur à lui seul',
  ],
  [/^the key of an executive|^an executive of this client/, 'un dirigeant de ce client'],
  [/a landline gets no texts/, 'un mobile, ou des choix sans SMS : une ligne fixe ne reçoit pas de SMS'],
  [/there is none to text/, "un mobile, ou des choix sans SMS : il n'y a pas de mobile"],
  [/^the setting HDS_HOST/, 'un hébergeur certifié pour les données de santé (réglage HDS_HOST)'],
  [/^no sender:/, "pas de nom d'expéditeur : il dirait de qui quelqu'un est le patient"],
  [
    /^no recording:/,
    "pas d'enregistrement : les conversations d'un client de santé ne sont jamais enregistrées",
  ],
  [/^training or quality/, "formation ou qualité ; l'enregistrement à titre de preuve n'est pas proposé"],
  [
    /^at most (\d+): more is for the owner/,
    (most = '') => `${most} % au plus : au-delà, c'est à la titulaire de décider`,
  ],
  [/^at most (\d+), or a shareReason/, (most = '') => `${most} % au plus, ou une raison d'aller au-delà`],
  [/^link:/, "un lien seulement : les messages d'un client de santé ne portent rien d'autre"],
  [
    /^no digest in her quiet hours (\S+); (.*) (?:is|are) in them/,
    (hours = '', times = '') =>
      `pas de récapitulatif pendant « Ne pas déranger » (${hours}) ; ${times} y tombe`,
  ],
  [/^a line of (.*)$/, (owner = '') => `un numéro libre ; c'est une ligne du client ${owner}`],
  [/^a telephone of the client/, 'un téléphone du client ; ce numéro est une de nos lignes'],
  [/^already in line (\d+)/, (line = '') => `une seule fois par client ; la ligne ${line} l'a déjà`],
  [
    /^(\d+) fields; expected (\d+)/,
    (found = '', count = '') => `${count} colonnes, comme dans les titres ; il y en a ${found}`,
  ],
  [/^a tag/, 'une étiquette : lettres, chiffres, _ et -, 40 au plus'],
  [
    /^the key of an appointment type|^an appointment type of this client/,
    'un type de rendez-vous de ce client',
  ],
  [/^a mandate ends on or after/, 'une fin le même jour que le début ou après'],
  [/^the key of a team/, 'une équipe de la liste ; celle-ci n’existe plus'],
  [/^another team than the first/, 'une autre équipe que la première'],
  [/^a key/, 'une clé : a-z, 0-9 et -'],
  [/^true or false/, 'oui ou non'],
]

const ownWords: Record<string, string> = {
  key: 'un nom différent des autres',
  number: 'un numéro que le client n’a pas déjà',
  onCall: 'une place qui n’est pas déjà prise dans l’astreinte',
}
