import { formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { currentPassword } from '../../secretaries/account/current-password.ts'
import type { ClientState } from '../tables.ts'
import { type Entered, type Group, one } from './field.ts'
import { type Filling, groupHtml, readHtml } from './form-pages.ts'
import { type ListName, listParts, type PartName } from './part.ts'
import { clientPath, type SetupTab, setupFrame, tabPath } from './setup-frame.ts'

/** One page of settings: as it stands, or as it was entered and not saved. */
export type PartView = {
  readonly client: { readonly clientId: number; readonly name: string; readonly state: ClientState }
  readonly part: PartName
  /** Of the item; null for a new one, and where a client has but one. */
  readonly key: string | null
  readonly isNew: boolean
  readonly groups: readonly Group[]
  readonly entered: Entered
  readonly wrong: Filling['wrong']
  readonly stored: Entered | null
  readonly seen: string
  readonly mayChange: boolean
  /** Sentences above the form: what was not saved and why, or that it was. */
  readonly alerts: readonly Html[]
  readonly notices: readonly Html[]
  /** What a part shows beside its fields: the week, what is unread. */
  readonly beside?: Html
  /** The number is new: her password is asked for again, where she has one. */
  readonly asksPassword?: 'first' | 'wrong' | null
  readonly buttons?: readonly { readonly value: string; readonly label: string }[]
}

const tabOf: Record<PartName, SetupTab> = {
  settings: 'settings',
  hours: 'hours',
  answering: 'answering',
  recording: 'recording',
  lines: 'lines',
  executives: 'executives',
  reasons: 'reasons',
  instructions: 'instructions',
  appointmentTypes: 'agenda',
  mandates: 'agenda',
  slipFields: 'slip',
  slipTemplates: 'slip',
}

/** Last step of the address of each part. */
export const partPaths = {
  settings: 'settings',
  hours: 'hours',
  answering: 'answering',
  recording: 'recording',
  lines: 'lines',
  executives: 'executives',
  reasons: 'reasons',
  instructions: 'instructions',
  appointmentTypes: 'appointment-types',
  mandates: 'mandates',
  slipFields: 'slip-fields',
  slipTemplates: 'slip-templates',
} as const satisfies Record<PartName, string>

export const isListPart = (part: PartName): part is ListName => listParts.some((list) => list === part)

export function partPage(viewer: Viewer, view: PartView): Html {
  const { language } = viewer
  const { client, part, groups, entered, mayChange, alerts, notices } = view
  const body = mayChange ? formHtml(viewer, view) : readHtml(groups, entered, language)
  const main = html`${alerts.map((said) => html`<div role="alert" class="notice wrong">${said}</div>`)}
${notices.map((said) => html`<p role="status" class="notice">${said}</p>`)}
${!mayChange && html`<p class="hint">${t(language, 'setup.readOnly')}</p>`}
${view.beside}
${body}`
  return setupFrame(viewer, { client, at: tabOf[part], title: titleOf(viewer, view), main })
}

function titleOf({ language }: Viewer, { part, isNew, entered }: PartView): string {
  if (isNew && isListPart(part)) return t(language, `setup.new.${part}`)
  const named = one(entered, 'name') || one(entered, 'label') || one(entered, 'number')
  return named === '' || part === 'settings' ? t(language, `setup.title.${part}`) : named
}

function formHtml(viewer: Viewer, view: PartView): Html {
  const { language } = viewer
  const { client, part, key, isNew, groups, entered, wrong, stored, seen, buttons = [] } = view
  const { asksPassword = null } = view
  const filling = { language, entered, wrong, stored }
  return html`<form method="post" class="setup" novalidate>
${formTokenField(viewer)}<input type="hidden" name="seen" value="${seen}">
${groups.map((group) => groupHtml(group, filling))}
${asksPassword && html`<div class="field">${currentPassword(viewer, 'current', asksPassword === 'wrong', html` autofocus`)}</div>`}
<div class="setup-buttons">
<button name="do" value="save">${t(language, isNew ? 'setup.add' : 'setup.save')}</button>
${buttons.map(({ value, label }) => html`<button name="do" value="${value}" class="secondary">${label}</button>`)}
${
  key !== null &&
  html`<button name="do" value="remove" class="secondary outline">${t(language, 'setup.remove')}</button>`
}
<a href="${backOf(client.clientId, part)}">${t(language, 'setup.cancel')}</a>
</div>
</form>`
}

/** Where a form leads when nothing is saved: the list that the item stands in. */
export function backOf(clientId: number, part: PartName): string {
  return isListPart(part) ? tabPath(clientId, tabOf[part]) : clientPath(clientId)
}
