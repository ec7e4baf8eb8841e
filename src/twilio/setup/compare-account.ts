import type { AccountNumber, Application, ExchangeAccount } from './account.ts'
import { applicationName, isOnOurHost, wantedApplication, wantedNumber } from './wanted.ts'

/** What this installation expects of the account. */
export type Expected = {
  readonly publicUrl: string
  /** The exchange is Twilio's own, not one beside us. */
  readonly isOverInternet: boolean
  /** Our lines, and whether texts to them are said to arrive. */
  readonly lines: readonly {
    readonly number: string
    readonly client: string
    readonly takesTexts: boolean
  }[]
  /** The settings' TwiML application and API key; null where they are not set. */
  readonly appSid: string | null
  readonly apiKeySid: string | null
}

export type Change = { readonly field: string; readonly from: string; readonly to: string }

export type Finding =
  /** `apply` mends these. */
  | { kind: 'number'; sid: string; number: string; changes: readonly Change[] }
  | { kind: 'application'; sid: string; changes: readonly Change[] }
  | { kind: 'createApplication' }
  | { kind: 'createKey' }
  /** These a person mends. */
  | { kind: 'nameApplication'; sid: string }
  | { kind: 'unknownApplication'; sid: string }
  | { kind: 'notActive'; status: string }
  | { kind: 'privateAddress'; publicUrl: string }
  | { kind: 'missingNumber'; number: string; client: string }
  | { kind: 'cannotSpeak'; number: string; client: string }
  | { kind: 'cannotText'; number: string; client: string }
  /** Worth knowing; nothing has to be done. */
  | { kind: 'trial' }
  | { kind: 'sameHost'; number: string }
  | { kind: 'unusedNumber'; number: string }

/** Everything in which the account is not as this installation expects it. */
export function compareAccount(account: ExchangeAccount, expected: Expected): Finding[] {
  const numbers = new Map(account.numbers.map((found) => [found.number, found]))
  const ours = new Set(expected.lines.map(({ number }) => number))
  return [
    ...(account.status === 'active' ? [] : [{ kind: 'notActive' as const, status: account.status }]),
    ...(account.isTrial ? [{ kind: 'trial' as const }] : []),
    ...(!expected.isOverInternet || isReachable(expected.publicUrl)
      ? []
      : [{ kind: 'privateAddress' as const, publicUrl: expected.publicUrl }]),
    ...expected.lines.flatMap((line) => compareLine(line, numbers.get(line.number), expected)),
    ...account.numbers
      .filter(({ number }) => !ours.has(number))
      .map(({ number }) => ({ kind: 'unusedNumber' as const, number })),
    ...compareApplication(account.applications, expected),
    ...(expected.apiKeySid ? [] : [{ kind: 'createKey' as const }]),
  ]
}

export const isMendedByApply = (finding: Finding): boolean =>
  ['number', 'application', 'createApplication', 'createKey'].includes(finding.kind)

export const isOnlyAdvice = (finding: Finding): boolean =>
  ['trial', 'sameHost', 'unusedNumber'].includes(finding.kind)

function compareLine(
  { number, client, takesTexts }: Expected['lines'][number],
  found: AccountNumber | undefined,
  { publicUrl }: Expected,
): Finding[] {
  if (!found) return [{ kind: 'missingNumber', number, client }]
  const wanted = wantedNumber(found, publicUrl)
  const changes = changesTo(found.fields, wanted)
  const fallsBackToUs = isOnOurHost(wanted.voiceFallbackUrl, publicUrl)
  return [
    ...(changes.length > 0 ? [{ kind: 'number' as const, sid: found.sid, number, changes }] : []),
    ...(found.speaks ? [] : [{ kind: 'cannotSpeak' as const, number, client }]),
    ...(found.texts || !takesTexts ? [] : [{ kind: 'cannotText' as const, number, client }]),
    ...(fallsBackToUs ? [{ kind: 'sameHost' as const, number }] : []),
  ]
}

function compareApplication(
  applications: readonly Application[],
  { appSid, publicUrl }: Expected,
): Finding[] {
  const found = applications.find(({ sid, name }) => (appSid ? sid === appSid : name === applicationName))
  if (!found) return [appSid ? { kind: 'unknownApplication', sid: appSid } : { kind: 'createApplication' }]
  const { sid } = found
  const changes = changesTo(found.fields, wantedApplication(found, publicUrl))
  return [
    ...(changes.length > 0 ? [{ kind: 'application' as const, sid, changes }] : []),
    ...(appSid ? [] : [{ kind: 'nameApplication' as const, sid }]),
  ]
}

const changesTo = <Fields extends Readonly<Record<string, string>>>(
  found: Fields,
  wanted: Fields,
): Change[] =>
  Object.entries(wanted)
    .map(([field, to]) => ({ field, from: found[field] ?? '', to }))
    .filter(({ from, to }) => from !== to)

/** The exchange asks over the internet and refuses certificates that it cannot check. */
function isReachable(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  return protocol === 'https:' && hostname.includes('.') && !/^(127\.|10\.|192\.168\.|\[)/.test(hostname)
}
