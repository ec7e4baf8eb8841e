import { announcementOf, recordingRulesOf } from '../../../call-recordings/recording.ts'
import { formTokenField, type Viewer } from '../../../console/console-frame.ts'
import type { Context } from '../../../context.ts'
import { type Html, html } from '../../../html.ts'
import { t } from '../../../i18n/text.ts'
import { whenInWords } from '../../../i18n/time-in-words.ts'
import { findCodeWordDate } from '../../../mandates/set-code-word.ts'
import { findWaiting } from '../../reach/find-waiting.ts'
import { waitingPart } from '../../reach/waiting-pages.ts'
import { answerersPart } from '../answering/answerers-pages.ts'
import { readAnswerers } from '../answering/read-answerers.ts'
import { hoursView } from '../hours/hours-pages.ts'
import { findReadings } from '../instructions/find-readings.ts'
import { readingsPart } from '../instructions/reading-pages.ts'
import type { PartView } from '../part-pages.ts'
import type { Shown } from '../part-view.ts'
import { enteredHours } from './entered-hours.ts'

/** What some parts show beside their fields: the week and the days to come, who has read a note. */
export async function besidePart(
  { db }: Pick<Context, 'db'>,
  viewer: Viewer,
  shown: Shown,
): Promise<Pick<PartView, 'beside' | 'buttons'>> {
  const { part, key, client, entered, about, mayChange } = shown
  const { language, now } = viewer
  if (part.name === 'hours') {
    const hours = enteredHours(about, entered) ?? client.stored.definition.hours
    return {
      beside: hoursView(hours, language, now),
      buttons: [
        { value: 'preview', label: t(language, 'setup.preview') },
        { value: 'copy-opening', label: t(language, 'setup.copyOpening') },
        { value: 'copy-cover', label: t(language, 'setup.copyCover') },
      ],
    }
  }
  if (part.name === 'answering') {
    const view = await readAnswerers({ db }, viewer, { client: client.row, mayChange })
    return { beside: answerersPart(viewer, view) }
  }
  if (part.name === 'instructions' && key !== null) {
    const { clientId, hours } = client.row
    const found = await findReadings(db, clientId, key)
    return found ? { beside: readingsPart(viewer, { clientId, key, timeZone: hours.timeZone }, found) } : {}
  }
  if (part.name === 'recording') {
    const beside = announcementPart(language, client)
    return beside ? { beside } : {}
  }
  if (part.name === 'settings' || part.name === 'executives') {
    const { clientId, hours } = client.row
    const all = await findWaiting(db, clientId)
    const waiting = all.filter(({ executive }) => (executive?.key ?? null) === key)
    const held = waitingPart(viewer, { clientId, timeZone: hours.timeZone, mayChange, waiting })
    const links = part.name === 'executives' && key !== null && mayChange && linksForm(viewer, clientId, key)
    const word =
      part.name === 'executives' &&
      key !== null &&
      mayChange &&
      (await codeWordPart(db, viewer, client.row, key))
    return { beside: html`${held}${word}${links}` }
  }
  return {}
}

/** Word for word, as the client has it now. */
function announcementPart(language: Viewer['language'], { stored }: Shown['client']): Html | null {
  const { health, recording, language: spoken } = stored.definition.settings
  if (health || !recording) return null
  const words = announcementOf(spoken, recordingRulesOf(recording))
  return html`<section><h2>${t(language, 'recording.setup.hears')}</h2><blockquote lang="${spoken}"><bdi>${words}</bdi></blockquote></section>`
}

/** For a mail that went astray, or a link that was revoked. */
const linksForm = (viewer: Viewer, clientId: number, key: string): Html =>
  html`<details><summary>${t(viewer.language, 'reach.links.button')}</summary>
<form method="post" action="/console/clients/${clientId}/executives/${key}/links">${formTokenField(viewer)}
<p>${t(viewer.language, 'reach.links.about')}</p><button class="secondary">${t(viewer.language, 'reach.links.button')}</button></form></details>`

/** By which secretaries know her when she gives an order on the telephone. It is never shown, only replaced. */
async function codeWordPart(
  db: Context['db'],
  viewer: Viewer,
  { clientId, hours }: Shown['client']['row'],
  key: string,
): Promise<Html> {
  const { language, now } = viewer
  const setAt = await findCodeWordDate({ db }, { clientId, key })
  const when = setAt && whenInWords({ at: setAt, now, timeZone: hours.timeZone }, language)
  return html`<details><summary>${t(language, 'codeWord.title')}</summary>
<form method="post" action="/console/clients/${clientId}/executives/${key}/code-word">${formTokenField(viewer)}
<p>${when ? t(language, 'codeWord.setAt', { when }) : t(language, 'codeWord.none')} ${t(language, 'codeWord.about')}</p>
<label for="codeWord">${t(language, 'codeWord.new')}</label>
<input type="password" id="codeWord" name="word" required minlength="4" maxlength="100" autocomplete="off">
<button class="secondary">${t(language, setAt ? 'codeWord.replace' : 'codeWord.set')}</button></form></details>`
}
