import { canBeTexted, type PhoneNumber, whyNotDiallable } from '../../phone-number.ts'
import type { HostOptions } from './agency.ts'
import { checkAgenda } from './check-agenda.ts'
import { checkChoices } from './check-choices.ts'
import type { ClientFile } from './client-file.ts'
import type { ClientDefinition, ExecutiveDefinition } from './definition.ts'
import type { Issue } from './explain-issue.ts'
import { notDiallable } from './fields.ts'
import { nearestWord } from './nearest-word.ts'
import type { Path } from './problem.ts'

/** What a client's file says that cannot be seen field by field. `checkRules` sees to the rules. */
export function checkClient(client: ClientDefinition, file: ClientFile, host: HostOptions): Issue[] {
  return [
    ...repeated('executives', client.executives, 'key'),
    ...repeated('executives', client.executives, 'onCall'),
    ...repeated('lines', client.lines, 'key'),
    ...repeated('lines', client.lines, 'number'),
    ...repeated('reasons', client.reasons, 'key'),
    ...repeated('instructions', client.instructions, 'key'),
    ...repeated('appointmentTypes', client.appointmentTypes, 'key'),
    ...repeated('mandates', client.mandates, 'key'),
    ...repeated('slipFields', client.settings.slipFields, 'key'),
    ...repeated('slipTemplates', client.settings.slipTemplates, 'key'),
    ...checkRecipients(client),
    ...checkAgenda(client),
    ...checkDestinations(client, host),
    ...checkChoices(client),
    ...checkHealth(client, file, host),
    ...checkOverflow(client),
  ]
}

function repeated<K extends string>(
  list: string,
  items: readonly Partial<Record<K, unknown>>[],
  field: K,
): Issue[] {
  const values = items.map((item) => item[field])
  return values.flatMap((value, index) => {
    if (value === null || values.indexOf(value) === index) return []
    const first = `${list}[${values.indexOf(value)}]`
    return [
      {
        path: [list, index, field],
        value,
        expected: `expected a ${field} of its own; ${first} has this one`,
      },
    ]
  })
}

function checkRecipients({ executives, lines, reasons }: ClientDefinition): Issue[] {
  const keys = executives.map(({ key }) => key)
  const unknown = (path: Path, key: string | null): Issue[] =>
    key === null || keys.includes(key) ? [] : [{ path, value: key, expected: expectedExecutive(key, keys) }]
  return [
    ...lines.flatMap(({ recipient }, index) => unknown(['lines', index, 'recipient'], recipient)),
    ...reasons.flatMap(({ recipient }, index) => unknown(['reasons', index, 'recipient'], recipient)),
  ]
}

export function expectedExecutive(key: string, keys: readonly string[]): string {
  if (keys.length === 0) return 'expected an executive of this client, and none is listed'
  const near = nearestWord(key, keys)
  return `expected the key of an executive: ${keys.join(', ')}${near ? `; did you mean ${near}?` : ''}`
}

function checkDestinations({ settings, executives }: ClientDefinition, host: HostOptions): Issue[] {
  const refused = (path: Path, number: PhoneNumber | null): Issue[] => {
    const why = number && whyNotDiallable(number, settings.allowedCountries)
    return why
      ? [{ path, value: number, expected: `expected a number we may ring; this is ${notDiallable[why]}` }]
      : []
  }
  return [
    ...refused(['emergencyNumber'], settings.emergencyNumber),
    ...executives.flatMap((executive, index) => {
      const path = ['executives', index, 'mobile']
      const issues = refused(path, executive.mobile)
      return issues.length > 0 ? issues : checkTextable(path, executive, host)
    }),
  ]
}

/** The exchange loses a text to a landline without a word. */
function checkTextable(path: Path, { mobile, choices }: ExecutiveDefinition, host: HostOptions): Issue[] {
  const isTexted = [choices.urgent, choices.ordinary, choices.digest.channels].flat().includes('sms')
  if (!mobile || !isTexted || canBeTexted(mobile, host)) return []
  const expected = 'expected a mobile, or choices without sms: a landline gets no texts'
  return [{ path, value: mobile, expected }]
}

/** What is said there is health data, whoever says it. */
const notRecorded = 'expected no recording: conversations of a health client are never recorded'

function checkHealth(
  { settings, lines }: ClientDefinition,
  { executives }: ClientFile,
  host: HostOptions,
): Issue[] {
  if (!settings.health) return []
  const hosted = host.demo || host.hdsHost !== null
  const noHost = 'expected the setting HDS_HOST to name a host certified for health data'
  const named = 'expected no sender: a name in place of the number would say whose patient somebody is'
  return [
    ...lines.flatMap(({ sender }, index) =>
      sender ? [{ path: ['lines', index, 'sender'], value: sender, expected: named }] : [],
    ),
    ...(settings.recording
      ? [{ path: ['recording'], value: settings.recording.purpose, expected: notRecorded }]
      : []),
    ...(hosted ? [] : [{ path: ['health'], value: true, expected: noHost }]),
    ...executives.flatMap(({ choices }, index) => {
      if (choices.carries === undefined || choices.carries === 'link') return []
      const path = ['executives', index, 'choices', 'carries']
      return [
        {
          path,
          value: choices.carries,
          expected: 'expected link: messages of a health client carry nothing else',
        },
      ]
    }),
  ]
}

function checkOverflow({ settings: { answering } }: ClientDefinition): Issue[] {
  const { team, overflow } = answering
  if (overflow === undefined || overflow !== team) return []
  const expected = 'expected another team than the first'
  return [{ path: ['answering', 'overflow'], value: overflow, expected }]
}
