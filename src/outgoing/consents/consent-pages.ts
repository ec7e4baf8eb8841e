import type { ContactKey } from '../../clients/contacts/find-contact.ts'
import { formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { whenInWords } from '../../i18n/time-in-words.ts'
import type { ContactConsents } from './find-consents.ts'

type About = ContactKey & { readonly timeZone: string; readonly today: string }

/** Whether a contact may be rung to be offered something: what he is, and each consent with its story. */
export function consentPart(viewer: Viewer, about: About, { isBusiness, consents }: ContactConsents): Html {
  const { language } = viewer
  const address = `/console/contacts/${about.clientId}/${about.contactId}`
  return html`<section class="panel" aria-labelledby="prospecting"><h2 id="prospecting">${t(language, 'consent.title')}</h2>
<form method="post" action="${address}/kind" class="line">${formTokenField(viewer)}
<p>${t(language, isBusiness ? 'consent.business' : 'consent.person')}</p>
<button class="small secondary" name="kind" value="${isBusiness ? 'person' : 'business'}">${t(language, isBusiness ? 'consent.toPerson' : 'consent.toBusiness')}</button></form>
${isBusiness ? null : html`<p class="meta">${t(language, 'consent.law')}</p>`}
${consents.length === 0 && !isBusiness ? html`<p class="quiet">${t(language, 'consent.none')}</p>` : null}
${consents.length > 0 && html`<ul>${consents.map((one) => consentItem(viewer, about, one))}</ul>`}
${isBusiness ? null : noteForm(viewer, about)}
</section>`
}

function consentItem(viewer: Viewer, about: About, consent: ContactConsents['consents'][number]): Html {
  const { language, now } = viewer
  const { timeZone } = about
  const told = (at: Date, name: string | null) => ({
    name: name ?? '',
    when: whenInWords({ at, now, timeZone }, language),
  })
  const { givenBy: by, givenOn: on, how } = consent
  const address = `/console/contacts/${about.clientId}/${about.contactId}/consents/withdrawn`
  return html`<li><bdi>${t(language, 'consent.given', { by, on, how })}</bdi>
<small>${t(language, 'consent.noted', told(consent.notedAt, consent.notedBy))}${consent.withdrawnAt && html` · <strong>${t(language, 'consent.withdrawn', told(consent.withdrawnAt, consent.withdrawnBy))}</strong>`}</small>
${consent.withdrawnAt ? null : html`<form method="post" action="${address}">${formTokenField(viewer)}<input type="hidden" name="consentId" value="${consent.id}"><button class="small secondary">${t(language, 'consent.withdraw')}</button></form>`}</li>`
}

function noteForm(viewer: Viewer, { clientId, contactId, today }: About): Html {
  const { language } = viewer
  return html`<details><summary>${t(language, 'consent.note')}</summary>
<form method="post" action="/console/contacts/${clientId}/${contactId}/consents">${formTokenField(viewer)}
<label for="given-by">${t(language, 'consent.givenBy')}</label>
<input id="given-by" name="givenBy" maxlength="200" required autocomplete="off" dir="auto">
<label for="given-on">${t(language, 'consent.givenOn')}</label>
<input id="given-on" name="givenOn" type="date" value="${today}" max="${today}" required>
<label for="given-how">${t(language, 'consent.how')}</label>
<input id="given-how" name="how" maxlength="500" required autocomplete="off" dir="auto">
<button class="small">${t(language, 'consent.note')}</button></form></details>`
}
