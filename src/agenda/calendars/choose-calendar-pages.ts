import { setupFrame } from '../../clients/setup/setup-frame.ts'
import { formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { Collection } from './caldav/find-collections.ts'
import { type CalendarsView, calendarsPath } from './calendars-pages.ts'

type ChooseView = Pick<CalendarsView, 'client'> & {
  readonly collections: readonly Collection[]
  /** Sealed: who, where and with which password. */
  readonly draft: string
}

/** Which of the calendars behind an address is meant, and whether ours are written to it. */
export function chooseCalendarPage(viewer: Viewer, { client, collections, draft }: ChooseView): Html {
  const { language } = viewer
  const main = html`<form method="post" action="${calendarsPath(client.clientId)}/choose" class="setup">
${formTokenField(viewer)}
<input type="hidden" name="draft" value="${draft}">
<fieldset class="setup-group"><legend>${t(language, 'calendars.choose')}</legend>
${collections.map(
  ({ url, name }, place) =>
    html`<label><input type="radio" name="collection" value="${url}" required${place === 0 && html` checked`}> <bdi>${name}</bdi> <small><bdi>${new URL(url).pathname}</bdi></small></label>`,
)}</fieldset>
<label><input type="checkbox" name="writes" value="yes" checked> ${t(language, 'calendars.writesLabel')}</label>
<div class="setup-buttons"><button>${t(language, 'calendars.confirm')}</button>
<a href="${calendarsPath(client.clientId)}">${t(language, 'setup.cancel')}</a></div>
</form>`
  return setupFrame(viewer, { client, at: 'calendars', title: t(language, 'calendars.connect'), main })
}
