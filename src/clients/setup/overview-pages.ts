import { formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { whenInWords } from '../../i18n/time-in-words.ts'
import { formatNational, isPhoneNumber, type PhoneNumber } from '../../phone-number.ts'
import type { ClientDefinition } from '../agency-folder/definition.ts'
import type { ClientState } from '../tables.ts'
import type { TestCall } from './find-test-call.ts'
import type { AdvisedPart, MissingPart } from './missing-parts.ts'
import { clientPath, type SetupTab, setupFrame, tabPath } from './setup-frame.ts'
import { changesFrom } from './states/client-states.ts'

export type Overview = {
  readonly client: {
    readonly clientId: number
    readonly name: string
    readonly state: ClientState
    readonly stateSince: Date | null
  }
  readonly definition: ClientDefinition
  readonly contacts: number
  readonly mayChange: boolean
  readonly missing: readonly MissingPart[]
  readonly advised: readonly AdvisedPart[]
  readonly test: TestCall
  /** When an ended client's data may go; null while it is not ended. */
  readonly purge: { readonly at: Date; readonly exportedAt: Date | null } | null
  readonly unread: readonly { readonly key: string; readonly body: string }[]
  readonly notices: readonly string[]
  /** Numbers that wait. */
  readonly waiting: Html | null
  readonly sure: 'suspend' | 'end' | null
}

/** One client at a glance: its state, what is missing before it goes live, and the way to each part. */
export function overviewPage(viewer: Viewer, view: Overview): Html {
  const { language } = viewer
  const main = html`${view.notices.map((said) => html`<p role="status" class="notice">${said}</p>`)}
${view.unread.length > 0 && unreadPart(viewer, view)}
${view.waiting}
${statePart(viewer, view)}
${testPart(viewer, view)}
${partsTable(viewer, view)}
${view.mayChange && html`<p><a href="${`/console/service-levels?client=${view.client.clientId}&period=month`}">${t(language, 'levels.ofClient')}</a></p>`}`
  return setupFrame(viewer, {
    client: view.client,
    at: 'overview',
    title: view.client.name === '' ? t(language, 'setup.tab.overview') : view.client.name,
    main,
    scripts: ['setup.js'],
  })
}

function unreadPart({ language }: Viewer, { client, unread }: Overview): Html {
  return html`<section class="notice wrong"><h2>${t(language, 'setup.unread', { count: unread.length })}</h2>
<ul>${unread.map(({ key, body }) => html`<li><a href="${tabPath(client.clientId, 'instructions')}/${key}"><bdi>${body.slice(0, 120)}</bdi></a></li>`)}</ul></section>`
}

function statePart(viewer: Viewer, view: Overview): Html {
  const { language, now } = viewer
  const { client, definition, missing, purge } = view
  const { timeZone } = definition.hours
  const said = (at: Date) => whenInWords({ at, now, timeZone }, language)
  return html`<section class="card">
<h2>${t(language, `setup.state.${client.state}`)}${client.stateSince && html` <small>${t(language, 'setup.since', { when: said(client.stateSince) })}</small>`}</h2>
<p>${t(language, `setup.stateIs.${client.state}`)}</p>
${
  client.state === 'preparing' &&
  missing.length > 0 &&
  html`<p>${t(language, 'setup.missing')}</p>
<ul class="missing">${missing.map((part) => html`<li>${missingHtml(viewer, client.clientId, part)}</li>`)}</ul>`
}
${
  purge &&
  html`<p>${t(language, 'setup.purgeAt', { when: said(purge.at) })}
${purge.exportedAt ? t(language, 'setup.exportedAt', { when: said(purge.exportedAt) }) : t(language, 'setup.notExported')}</p>`
}
${view.mayChange && stateForm(viewer, view)}
</section>`
}

const missingTab: Record<MissingPart, SetupTab | null> = {
  executive: 'executives',
  line: 'lines',
  cover: 'hours',
  test: null,
}

function missingHtml({ language }: Viewer, clientId: number, part: MissingPart): Html {
  const tab = missingTab[part]
  const href = tab ? tabPath(clientId, tab) : '#test'
  return html`<a href="${href}">${t(language, `setup.missing.${part}`)}</a>`
}

function stateForm(viewer: Viewer, { client, missing, sure, purge }: Overview): Html {
  const { language } = viewer
  const changes = changesFrom(client.state).filter((change) => sure === null || change === sure)
  return html`<form method="post" action="${clientPath(client.clientId)}/state" class="setup-buttons">
${formTokenField(viewer)}
${sure && html`<p role="alert" class="notice wrong">${t(language, `setup.sure.${sure}`)}</p>`}
${changes.map((change) => {
  const blocked = change === 'goLive' && missing.length > 0
  const quiet = change === 'goLive' || change === 'resume' || sure !== null
  return html`<button name="change" value="${sure ? `${change}-yes` : change}"${!quiet && html` class="secondary outline"`}${blocked && html` disabled`}>${t(language, `setup.change.${change}`)}</button>`
})}
${sure && html`<a href="${clientPath(client.clientId)}">${t(language, 'setup.cancel')}</a>`}
${(purge || client.state === 'suspended') && html`<a role="button" class="secondary" href="${clientPath(client.clientId)}/export">${t(language, 'setup.export')}</a>`}
</form>`
}

/** Filled anew by the script whenever something of this client changes, so that she sees the call come in. */
export function testPart(
  viewer: Viewer,
  { client, definition, test, mayChange }: Pick<Overview, 'client' | 'definition' | 'test' | 'mayChange'>,
): Html {
  const { language, now } = viewer
  if (client.state === 'ended') return html``
  const { timeZone } = definition.hours
  const { seen, awaitedSince } = test
  return html`<section class="card" id="test" aria-live="polite" data-refresh="${clientPath(client.clientId)}/test" data-client="${client.clientId}">
<h2>${t(language, 'setup.test')}</h2>
${
  seen
    ? html`<p class="seen"><strong>✓ ${t(language, 'setup.testSeen', { when: whenInWords({ at: seen.at, now, timeZone }, language) })}</strong>
${seen.forwardedFrom ? t(language, 'setup.testVia', { number: shown(seen.forwardedFrom) }) : t(language, 'setup.testViaUnknown')}</p>`
    : awaitedSince && waiting(viewer, definition)
}
${
  mayChange &&
  (seen || !awaitedSince) &&
  html`<form method="post" action="${clientPath(client.clientId)}/test">${formTokenField(viewer)}<button class="secondary outline">${t(language, 'setup.testAgain')}</button></form>`
}
</section>`
}

/** What to dial: the client's own number where it is diverted, the line itself where nothing is. */
function waiting({ language }: Viewer, { lines, settings }: ClientDefinition): Html {
  if (lines.length === 0) return html`<p>${t(language, 'setup.testNoLine')}</p>`
  const numbers = lines.map((line) =>
    line.diversion === 'none' || settings.publicNumber === null
      ? t(language, 'setup.testDialLine', { line: formatNational(line.number) })
      : t(language, `setup.testDial.${line.diversion}`, {
          number: formatNational(settings.publicNumber),
          line: formatNational(line.number),
        }),
  )
  return html`<ul>${numbers.map((said) => html`<li>${said}</li>`)}</ul><p aria-busy="true">${t(language, 'setup.testWaiting')}</p>`
}

const shown = (number: string): string =>
  isPhoneNumber(number) ? formatNational(number satisfies PhoneNumber) : number

function partsTable({ language }: Viewer, { client, definition, contacts, advised }: Overview): Html {
  const { clientId } = client
  const { lines, executives, reasons, instructions, appointmentTypes, settings, hours, ruleSet } = definition
  const rows: [SetupTab, string][] = [
    ['settings', settings.greeting ?? ''],
    ['lines', lines.map(({ number }) => formatNational(number)).join(', ')],
    ['executives', executives.map(({ name }) => name).join(', ')],
    ['hours', t(language, 'setup.windowCount', { opening: hours.opening.length, cover: hours.cover.length })],
    ['reasons', reasons.map(({ name }) => name).join(', ')],
    ['instructions', t(language, 'setup.instructionCount', { count: instructions.length })],
    ['agenda', appointmentTypes.map(({ name }) => name).join(', ')],
    ['contacts', t(language, 'setup.contactCount', { count: contacts })],
    ['rules', t(language, 'setup.ruleCount', { count: ruleSet.rules.length })],
  ]
  return html`<table class="setup-parts"><tbody>${rows.map(
    ([
      tab,
      said,
    ]) => html`<tr><th scope="row"><a href="${tabPath(clientId, tab)}">${t(language, `setup.tab.${tab}`)}</a></th>
<td><bdi>${said === '' ? t(language, 'setup.nothing') : said}</bdi></td></tr>`,
  )}</tbody></table>
${
  advised.length > 0 &&
  html`<details><summary>${t(language, 'setup.advised')}</summary><ul>${advised.map((part) => html`<li>${t(language, `setup.advised.${part}`)}</li>`)}</ul></details>`
}`
}
