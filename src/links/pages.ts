import type { FoundExecutive } from '../clients/find-executive.ts'
import { pageFrame } from '../console/page-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { agendaPage } from './agenda-pages.ts'
import type { WrongOrder } from './answer-callbacks.ts'
import { appointmentPage } from './appointment-pages.ts'
import { availabilityPage, type TypedMoment } from './availability-pages.ts'
import { callbacksPage } from './callbacks-pages.ts'
import { digestPage } from './digest-pages.ts'
import type { Found } from './find-linked.ts'
import { messagePage } from './message-pages.ts'
import { numberPage } from './number-pages.ts'
import { linkFrame, readerOf, type Viewing } from './page-parts.ts'
import { type NotSaved, settingsPage } from './settings-pages.ts'

/** What was entered and could not be taken. */
export type NotTaken = {
  readonly settings?: NotSaved
  readonly moment?: TypedMoment
  readonly order?: WrongOrder
}

/** What a link opens, for its purpose. */
export function linkPage(found: Found, viewing: Viewing, notTaken: NotTaken = {}): Html {
  switch (found.purpose) {
    case 'message':
      return messagePage(found, viewing)
    case 'digest':
      return digestPage(found, viewing)
    case 'appointment':
      return appointmentPage(found, viewing)
    case 'agenda':
      return agendaPage(found, viewing)
    case 'callbacks':
      return callbacksPage(found, viewing, notTaken.order ?? null)
    case 'availability':
      return availabilityPage(found, viewing, notTaken.moment ?? null)
    case 'settings':
      return settingsPage(found, viewing, notTaken.settings ?? null)
    case 'number':
      return numberPage(found, viewing)
    default:
      return found satisfies never
  }
}

/** For those whose mail program opens the address instead of sending to it: the same, with one press. */
export function unsubscribePage(found: FoundExecutive, viewing: Viewing, outcome: 'ask' | 'done'): Html {
  const { language, token } = viewing
  const { client, executive } = found
  const bySms = executive.mobile !== null
  const ask = html`<p>${t(language, 'unsubscribe.ask', { client: client.name })}
${t(language, bySms ? 'unsubscribe.toSms' : 'unsubscribe.ends')}</p>
<form method="post" class="choices stacked">
<button name="List-Unsubscribe" value="One-Click">${t(language, 'unsubscribe.button')}</button>
</form>`
  const told = html`<p role="status">${t(language, bySms ? 'unsubscribe.doneSms' : 'unsubscribe.doneEnds')}</p>`
  const main = html`${outcome === 'ask' ? ask : told}
<p><a class="target" href="../${token}">${t(language, 'unsubscribe.settings')}</a></p>`
  const title = t(language, 'unsubscribe.title')
  return linkFrame(viewing, { title, above: readerOf(viewing, found), heading: title, main })
}

/** Says the same of every link that does not open, and does not know whose it was: hence both languages. */
export const closedLinkPage = (): Html => inBothLanguages('link.closed', 'link.closedWhy')

/** Whatever broke, nothing was changed. */
export const brokenPage = (): Html => inBothLanguages('page.broken', 'page.brokenWhy')

function inBothLanguages(
  title: 'link.closed' | 'page.broken',
  why: 'link.closedWhy' | 'page.brokenWhy',
): Html {
  const main = html`
<h1>${t('fr', title)}</h1>
<p>${t('fr', why)}</p>
<section lang="en">
<h2>${t('en', title)}</h2>
<p>${t('en', why)}</p>
</section>`
  return pageFrame({ language: 'fr', title: t('fr', title), main })
}
