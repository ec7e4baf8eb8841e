const address = 'r+1-abcdefghijklmnopqrstuvwxyz@reponse.permanence.demo.test'
/** Forty lines, numbered as ours are, so that a quote which is not cut would be read as answers. */
export const quotedLines = Array.from({ length: 40 }, (_, i) => `${i + 1} ok Message vocal de M. Blanc`)
const quoted = quotedLines.map((line) => `> ${line}`).join('\n')
const plain = quotedLines.join('\n')

/** What mail programs add to an answer, as they send it in the text part. */
export const mailPrograms: Record<string, (answer: string) => string> = {
  'Gmail, French': (answer) =>
    `${answer}\n\nLe sam. 21 nov. 2026 à 18:00, Cabinet Morel & Associés <\n${address}> a écrit :\n\n${quoted}\n`,
  'Gmail, English': (answer) =>
    `${answer}\n\nOn Sat, Nov 21, 2026 at 6:00 PM Cabinet Morel & Associés <\n${address}> wrote:\n\n${quoted}\n`,
  'Outlook, French': (answer) =>
    `${answer}\n\n________________________________\nDe : Cabinet Morel & Associés <${address}>\nEnvoyé : samedi 21 novembre 2026 18:00\nÀ : Me Morel <helene@morel.demo.test>\nObjet : Récapitulatif\n\n${plain}\n`,
  'Outlook, French, without a line': (answer) =>
    `${answer}\n\nHélène Morel\nAvocate à la Cour\n\nDe\u00a0: Cabinet Morel & Associés <${address}>\nEnvoyé\u00a0: samedi 21 novembre 2026 18:00\nÀ\u00a0: Me Morel\nObjet\u00a0: Récapitulatif\n\n${plain}\n`.replace(
      '\n\nHélène Morel\nAvocate à la Cour',
      '\n\nCordialement,\nHélène Morel\nAvocate à la Cour',
    ),
  'Outlook, English': (answer) =>
    `${answer}\r\n\r\nFrom: Cabinet Morel & Associés <${address}>\r\nSent: Saturday, November 21, 2026 6:00 PM\r\nTo: Me Morel <helene@morel.demo.test>\r\nSubject: Summary\r\n\r\n${plain}\r\n`,
  'Outlook for iOS, French': (answer) =>
    `${answer}\n\nObtenez Outlook pour iOS<https://aka.ms/o0ukef>\n________________________________\nDe : Cabinet Morel <${address}>\nEnvoyé : samedi 21 novembre 2026 18:00\nÀ : helene@morel.demo.test\nObjet : Récapitulatif\n\n${plain}\n`,
  'Outlook for Android, English': (answer) =>
    `${answer}\n\nGet Outlook for Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: Cabinet Morel <${address}>\nSent: Saturday, November 21, 2026 6:00:00 PM\nTo: helene@morel.demo.test\nSubject: Summary\n\n${plain}\n`,
  'Apple Mail on an iPhone, French': (answer) =>
    `${answer}\n\nEnvoyé de mon iPhone\n\n> Le 21 nov. 2026 à 18:00, Cabinet Morel & Associés <${address}> a écrit :\n> \n${quoted}\n`,
  'Apple Mail, English': (answer) =>
    `${answer}\n\nSent from my iPhone\n\n> On 21 Nov 2026, at 18:00, Cabinet Morel & Associés <${address}> wrote:\n> \n${quoted}\n`,
  'Apple Mail on a Mac': (answer) =>
    `${answer}\n\n> Le 21 nov. 2026 à 18:00, Cabinet Morel & Associés <${address}> a écrit :\n> \n${quoted}\n\n`,
  'Thunderbird, answer below': (answer) =>
    `Le 21/11/2026 à 18:00, Cabinet Morel & Associés a écrit :\n${quoted}\n\n${answer}\n`,
  'Orange webmail': (answer) =>
    `${answer}\n\n> Message du 21/11/26 18:00\n> De : "Cabinet Morel" <${address}>\n> A : helene@morel.demo.test\n${quoted}\n`,
  'a signature': (answer) => `${answer}\n\n-- \nHélène Morel\nAvocate\n06 12 34 56 78\n\n${quoted}\n`,
  'a polite signature': (answer) =>
    `Bonjour,\n\n${answer}\n\nBien cordialement,\n\nHélène Morel\nTél. 06 12 34 56 78\n`,
}
