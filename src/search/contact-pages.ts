import { promiseLink } from '../callbacks/promise-link.ts'
import type { ContactFields, ContactProblems } from '../clients/contacts/check-contact.ts'
import type { FoundContact } from '../clients/contacts/find-contact.ts'
import { consoleFrame, formTokenField, type Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { type TextKey, t } from '../i18n/text.ts'
import { consentPart } from '../outgoing/consents/consent-pages.ts'
import type { ContactConsents } from '../outgoing/consents/find-consents.ts'
import { ringButton, ringForm } from '../outgoing/ring-pages.ts'
import { localTime } from '../rules/local-time.ts'
import { isAtLeast } from '../secretaries/session.ts'
import type { Rows } from './columns-pages.ts'
import type { Named } from './list-pages.ts'
import { tableOf } from './list-table-pages.ts'
import { shownNumber } from './shown.ts'

export type ContactForm = {
  readonly clientId: number
  readonly clientName: string
  /** Null for a new contact. */
  readonly standing: FoundContact | null
  readonly fields: ContactFields
  readonly executives: readonly Named[]
  readonly problem: ContactProblem | null
}

export type ContactProblem =
  | { readonly kind: 'wrong'; readonly problems: ContactProblems }
  | {
      readonly kind: 'taken'
      readonly number: string
      readonly by: { readonly id: string; readonly name: string }
    }
  | { readonly kind: 'stale' }

export type ContactPast = {
  readonly calls: readonly Rows['calls'][]
  readonly texts: readonly Rows['texts'][]
  readonly slips: readonly Rows['slips'][]
}

/** A card and what its numbers did last. */
export function contactPage(
  viewer: Viewer,
  form: ContactForm,
  known: { readonly past: ContactPast; readonly consents: ContactConsents } | null,
): Html {
  const { language, secretary } = viewer
  const { standing, clientId } = form
  const title = standing?.contact.name ?? t(language, 'search.contact.new')
  return consoleFrame(viewer, {
    title,
    at: 'contacts',
    styles: ['search.css'],
    main: html`<div class="line"><h1><bdi>${title}</bdi></h1>
<a href="${`/console/contacts?client=${clientId}`}"><bdi>${form.clientName}</bdi></a></div>
<div class="columns"><div>
${formOf(viewer, form)}
${standing && promiseLink(viewer, { clientId, number: standing.contact.numbers[0] ?? null, name: title })}
${standing && isAtLeast(secretary.role, 'supervisor') && deleting(viewer, standing)}
</div><div>
${standing && known && ringing(viewer, standing, known.consents)}
${known && pastOf(viewer, known.past)}
</div></div>`,
  })
}

/** His numbers to ring, and whether he may be rung to be offered something. */
function ringing(
  viewer: Viewer,
  { clientId, id, contact, client }: FoundContact,
  consents: ContactConsents,
): Html {
  const { language, now } = viewer
  const { timeZone } = client
  const { numbers } = contact
  const about = { clientId, contactId: id, timeZone, today: localTime(now, timeZone).today.date }
  return html`${
    numbers.length > 0 &&
    html`<section class="panel" aria-labelledby="ring"><h2 id="ring">${t(language, 'outgoing.title')}</h2>
<div class="line">${numbers.map((number) => ringButton(viewer, { clientId, number, words: 'call' }))}</div>
${ringForm(viewer, { clientId, numbers })}</section>`
  }
${consentPart(viewer, about, consents)}`
}

function formOf(viewer: Viewer, { clientId, standing, fields, executives, problem }: ContactForm): Html {
  const { language } = viewer
  const problems = problem?.kind === 'wrong' ? problem.problems : {}
  const taken = problem?.kind === 'taken' ? { numbers: [] } : {}
  const wrong = { ...problems, ...taken }
  const address = `/console/contacts/${clientId}/${standing?.id ?? 'new'}`
  return html`<form method="post" action="${address}" class="panel card" data-ctrl-enter>${formTokenField(viewer)}
<input type="hidden" name="seen" value="${standing?.version ?? ''}">
${problem && notice(viewer, clientId, problem)}
${input(viewer, { name: 'name', label: 'search.name', value: fields.name, wrong, max: 400 })}
${input(viewer, { name: 'company', label: 'search.company', value: fields.company, wrong, max: 400 })}
<label for="numbers">${t(language, 'search.numbers')}</label>
<textarea id="numbers" name="numbers" rows="3" maxlength="2000" aria-describedby="numbers-hint numbers-wrong"${wrong.numbers && html` aria-invalid="true"`}>${fields.numbers}</textarea>
<p class="meta" id="numbers-hint">${t(language, 'search.contact.numbersHint')}</p>
${problems.numbers && html`<p class="notice urgent" id="numbers-wrong">${t(language, 'search.contact.bad.numbers', { numbers: problems.numbers.join(', ') })}</p>`}
${input(viewer, { name: 'email', label: 'search.email', value: fields.email, wrong, max: 400 })}
${input(viewer, { name: 'tags', label: 'search.tags', value: fields.tags, wrong, max: 1000, hint: 'search.contact.tagsHint' })}
<label for="executive">${t(language, 'search.executive')}</label>
<select id="executive" name="executive"${wrong.executive && html` aria-invalid="true"`}>
<option value="">${t(language, 'search.contact.noExecutive')}</option>
${executives.map(({ id, name }) => html`<option value="${id}"${id === fields.executive && html` selected`}>${name}</option>`)}
</select>
<button class="small">${t(language, 'search.contact.save')}</button>
</form>`
}

type Input = {
  readonly name: 'name' | 'company' | 'email' | 'tags'
  readonly label: TextKey & `search.${'name' | 'company' | 'email' | 'tags'}`
  readonly value: string
  readonly wrong: ContactProblems
  readonly max: number
  readonly hint?: 'search.contact.tagsHint'
}

function input({ language }: Viewer, { name, label, value, wrong, max, hint }: Input): Html {
  return html`<label for="${name}">${t(language, label)}</label>
<input id="${name}" name="${name}" value="${value}" maxlength="${max}" autocomplete="off" dir="auto" aria-describedby="${name}-note"${wrong[name] && html` aria-invalid="true"`}>
<p class="meta" id="${name}-note">${wrong[name] ? t(language, `search.contact.bad.${name}`) : hint && t(language, hint)}</p>`
}

function notice({ language }: Viewer, clientId: number, problem: ContactProblem): Html {
  switch (problem.kind) {
    case 'wrong':
      return html`<p class="notice urgent" role="alert">${t(language, 'search.contact.toCorrect')}</p>`
    case 'stale':
      return html`<p class="notice warn" role="alert">${t(language, 'search.contact.stale')}</p>`
    case 'taken': {
      const { number, by } = problem
      return html`<p class="notice urgent" role="alert"><bdi>${t(language, 'search.contact.taken', { number: shownNumber(number) ?? '', name: by.name })}</bdi>
<a href="/console/contacts/${clientId}/${by.id}">${t(language, 'search.contact.see')}</a></p>`
    }
    default:
      return problem satisfies never
  }
}

function deleting(viewer: Viewer, { clientId, id }: FoundContact): Html {
  const { language } = viewer
  return html`<details class="panel"><summary>${t(language, 'search.contact.delete')}</summary>
<form method="post" action="/console/contacts/${clientId}/${id}/delete">${formTokenField(viewer)}
<p>${t(language, 'search.contact.deleteNote')}</p>
<button class="small secondary">${t(language, 'search.contact.delete')}</button></form></details>`
}

function pastOf(viewer: Viewer, { calls, texts, slips }: ContactPast): Html {
  const { language } = viewer
  const nothing = (key: TextKey & `search.contact.no${string}`) =>
    html`<p class="quiet">${t(language, key)}</p>`
  return html`<section class="panel"><h2>${t(language, 'search.contact.calls')}</h2>
${calls.length > 0 ? tableOf(viewer, 'calls', calls) : nothing('search.contact.noCalls')}</section>
<section class="panel"><h2>${t(language, 'search.contact.slips')}</h2>
${slips.length > 0 ? tableOf(viewer, 'slips', slips) : nothing('search.contact.noSlips')}</section>
<section class="panel"><h2>${t(language, 'search.contact.texts')}</h2>
${texts.length > 0 ? tableOf(viewer, 'texts', texts) : nothing('search.contact.noTexts')}</section>`
}
