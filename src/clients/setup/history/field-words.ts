import { type Language, t } from '../../../i18n/text.ts'

/** Names of fields as the pages call them; others as the folder does. */
const words = {
  name: 'setup.name',
  language: 'setup.language',
  timeZone: 'setup.timeZone',
  publicNumber: 'setup.publicNumber',
  emergencyNumber: 'setup.emergencyNumber',
  greeting: 'setup.greeting',
  voice: 'setup.voice',
  textReply: 'setup.textReply',
  awayPhrase: 'setup.awayPhrase',
  tellsCallers: 'setup.tellsCallers',
  health: 'setup.health',
  allowedCountries: 'setup.allowedCountries',
  unbilledOutcomes: 'setup.unbilledOutcomes',
  answering: 'setup.title.answering',
  recording: 'setup.title.recording',
  slipFields: 'setup.title.slipFields',
  slipTemplates: 'setup.title.slipTemplates',
  opening: 'setup.opening',
  cover: 'setup.cover',
  holidays: 'setup.holidays',
  closures: 'setup.history.closures',
  mobile: 'setup.mobile',
  email: 'setup.email',
  onCall: 'setup.onCall',
  choices: 'setup.history.choices',
  number: 'setup.lineNumber',
  recipient: 'setup.lineRecipient',
  diversion: 'setup.diversion',
  sender: 'setup.sender',
  receivesTexts: 'setup.receivesTexts',
  questions: 'setup.questions',
  treatment: 'setup.treatment',
  urgent: 'setup.urgent',
  body: 'setup.instructionBody',
  from: 'setup.from',
  until: 'setup.until',
} as const

export function fieldWords(field: string, language: Language): string {
  const known = Object.entries(words).find(([name]) => name === field)?.[1]
  return known ? t(language, known) : field
}
