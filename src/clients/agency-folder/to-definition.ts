import type { Hours } from '../../rules/hours.ts'
import type { ClientFile } from './client-file.ts'
import type { ContactFile } from './contact.ts'
import type {
  ClientDefinition,
  ContactDefinition,
  ExecutiveDefinition,
  LineDefinition,
} from './definition.ts'

/** Fills in what a client's file may leave out. */
export function toDefinition(key: string, file: ClientFile): ClientDefinition {
  return {
    key,
    settings: {
      name: file.name,
      language: file.language,
      publicNumber: file.publicNumber ?? null,
      emergencyNumber: file.emergencyNumber ?? null,
      greeting: file.greeting ?? null,
      voice: file.voice ?? null,
      textReply: file.textReply ?? null,
      awayPhrase: file.awayPhrase ?? null,
      tellsCallers: file.tellsCallers,
      health: file.health,
      allowedCountries: [...new Set(file.allowedCountries)],
      slipFields: file.slipFields,
      slipTemplates: file.slipTemplates,
      unbilledOutcomes: [...new Set(file.unbilledOutcomes)],
      answering: file.answering,
      recording: file.recording ?? null,
      outgoing: file.outgoing,
    },
    hours: toHours(file),
    executives: file.executives.map((executive) => toExecutive(executive, file)),
    lines: file.lines.map((line) => toLine(line, file)),
    reasons: file.reasons.map((reason) => ({ ...reason, recipient: reason.recipient ?? null })),
    instructions: file.instructions.map(({ key, body, from, until }) => ({
      key,
      body,
      from: from ?? null,
      until: until ?? null,
    })),
    appointmentTypes: file.appointmentTypes,
    mandates: file.mandates,
    ruleSet: { rules: file.rules, default: file.default },
  }
}

export function toContact(contact: ContactFile): ContactDefinition {
  return {
    key: contact.key,
    name: contact.name,
    company: contact.company ?? null,
    email: contact.email ?? null,
    tags: [...new Set(contact.tags)],
    executive: contact.executive ?? null,
    numbers: [...new Set(contact.numbers)].sort(),
  }
}

const toHours = ({ timeZone, opening, cover, closures, holidays }: ClientFile): Hours => ({
  timeZone,
  opening,
  cover,
  closures,
  holidays,
})

const toExecutive = (executive: ClientFile['executives'][number], file: ClientFile): ExecutiveDefinition => ({
  key: executive.key,
  name: executive.name,
  language: executive.language ?? file.language,
  mobile: executive.mobile ?? null,
  email: executive.email ?? null,
  choices: {
    ...executive.choices,
    carries: executive.choices.carries ?? (file.health ? 'link' : 'everything'),
  },
  onCall: executive.onCall ?? null,
  workingHours: executive.workingHours ?? null,
})

/** A line without a key goes by its number; without a recipient, the first executive has its messages. */
const toLine = (line: ClientFile['lines'][number], file: ClientFile): LineDefinition => ({
  key: line.key ?? line.number.slice(1),
  number: line.number,
  diversion: line.diversion,
  recipient: line.recipient ?? file.executives[0]?.key ?? '',
  sender: line.sender ?? null,
  receivesTexts: line.receivesTexts,
})
