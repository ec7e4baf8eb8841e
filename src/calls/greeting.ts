import type { Client, ClientExecutive } from '../clients/client.ts'
import { t } from '../i18n/text.ts'

/** How a greeting written by hand sends people to the emergency service. A bare 15 may be an hour or a street number. */
const namesEmergency = /\b(?:composer|composez|appeler|appelez|faire|faites|dial|call)\s+(?:le\s+)?15\b/i
/** After a word, since "M." and "D.O." end no sentence. */
const endOfSentence = /(?<=\p{Ll}{3}\s?[.!?])\s+(?=\p{Lu})/u
const invites = /laisse|message|bip|leave|tone|beep/i

/**
 * What a voicemail says before the beep: the rule's greeting, the client's, or ours. Of an executive who is
 * `absent` it says so in the client's phrase, before callers are asked to leave a message. A health client's
 * names the emergency number, whoever wrote it.
 */
export function greetingOf(
  client: Client,
  ofRule: string | undefined,
  absent: ClientExecutive | null,
): string {
  const { name, language, health } = client
  const own = ofRule ?? client.greeting
  const plain = own ?? t(language, health ? 'voice.greetingHealth' : 'voice.greeting', { client: name })
  const said = absent ? withAbsence(plain, client, absent) : plain
  return own && health && !namesEmergency.test(own) ? `${said} ${t(language, 'voice.emergency')}` : said
}

function withAbsence(greeting: string, { language, awayPhrase }: Client, { name }: ClientExecutive): string {
  if (!awayPhrase) return greeting
  const absence = t(language, 'voice.absent', { name, phrase: awayPhrase.replace(/[\s.]+$/, '') })
  const [hello = '', ...rest] = greeting.split(endOfSentence)
  if (rest.length === 0 || invites.test(hello)) return `${absence} ${greeting}`
  return [hello, absence, ...rest].join(' ')
}
