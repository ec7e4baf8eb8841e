import type { Channel } from '../clients/executive.ts'
import type { FoundExecutive } from '../clients/find-executive.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { channelsHad } from '../messages/channels.ts'
import { formatNational } from '../phone-number.ts'
import { feedPart } from './feed-pages.ts'
import { hiddenFields, linkFrame, readerOf, type Viewing, whenSaid } from './page-parts.ts'
import { choiceField, group, tickField, typedField, wrongText } from './settings-fields.ts'
import { type Entered, enteredOf, type Problems, weekdays } from './settings-form.ts'

/** What she entered when it was not saved. */
export type NotSaved = { readonly entered: Entered; readonly problems: Problems }

type Filling = { readonly entered: Entered; readonly problems: Problems; readonly viewing: Viewing }

/** Everything she can choose, on one page; what was entered stays until it is saved. */
export function settingsPage(found: FoundExecutive, viewing: Viewing, notSaved: NotSaved | null): Html {
  const { executive, lastAct } = found
  const { language, nonce } = viewing
  const { entered, problems } = notSaved ?? { entered: enteredOf(executive), problems: new Map() }
  const filling = { entered, problems, viewing }
  const main = html`
${problems.size > 0 && html`<p role="alert" class="notice">${t(language, 'page.correct', { count: problems.size })}</p>`}
${lastAct && !notSaved && savedPart(lastAct, viewing)}
<form method="post" class="settings" novalidate>
${hiddenFields({ nonce, seen: lastAct?.id ?? '' })}
${urgentPart(found, filling)}
${ordinaryPart(found, filling)}
${digestPart(found, filling)}
${agendaPart(found, filling)}
${quietPart(filling)}
${carriesPart(found, filling)}
${group(t(language, 'settings.language'), languageChoices(filling))}
<div class="save"><button name="choice" value="save">${t(language, 'settings.save')}</button></div>
</form>
<p><a class="target" href="${viewing.callbacksUrl}">${t(language, 'callback.orderOne')}</a></p>
${feedPart(viewing)}`
  const title = t(language, 'settings.title')
  return linkFrame(viewing, { title, above: readerOf(viewing, found), heading: title, main })
}

const savedPart = (act: { id: string; at: Date }, viewing: Viewing): Html =>
  html`<form method="post" class="standing">
<p role="status" class="said-so">${t(viewing.language, 'settings.saved', { when: whenSaid(act.at, viewing) })}</p>
${hiddenFields({ nonce: viewing.nonce, undoes: act.id })}
<div class="choices"><button name="choice" value="undo" class="secondary outline">${t(viewing.language, 'page.undo')}</button></div>
</form>`

function urgentPart(found: FoundExecutive, filling: Filling): Html {
  const { language } = filling.viewing
  const minutes = typedField(filling, 'acknowledgeMinutes', {
    label: t(language, 'settings.acknowledge'),
    hint: t(language, 'settings.acknowledgeHint'),
    type: 'number',
    bounds: { min: 2, max: 240 },
  })
  const parts = html`${channelFields('urgent', found, filling)}${minutes}`
  return group(t(language, 'settings.urgent'), parts)
}

function ordinaryPart(found: FoundExecutive, filling: Filling): Html {
  const { language } = filling.viewing
  const when = choiceField(filling, 'ordinaryWhen', [
    { value: 'atOnce', label: t(language, 'settings.atOnce') },
    { value: 'digest', label: t(language, 'settings.inDigest') },
  ])
  return group(t(language, 'settings.ordinary'), html`${channelFields('ordinary', found, filling)}${when}`)
}

function digestPart(found: FoundExecutive, filling: Filling): Html {
  const { language } = filling.viewing
  const days = weekdays.map((day) =>
    typedField(filling, `times-${day}`, {
      label: t(language, `settings.${day}`),
      type: 'text',
      describedBy: 'hint-times',
    }),
  )
  const parts = html`${channelFields('digest', found, filling)}
${tickField('onlyWhenSomething', 'yes', {
  label: t(language, 'settings.onlyWhenSomething'),
  ticked: filling.entered.onlyWhenSomething === 'yes',
})}
<div>
<h2 id="times">${t(language, 'settings.times')}</h2>
<small id="hint-times">${t(language, 'settings.timesHint')}</small>
${wrongText(filling, 'times')}
<div class="week">${days}</div>
</div>`
  return group(t(language, 'settings.digest'), parts)
}

function channelFields(
  field: 'urgent' | 'ordinary' | 'digest',
  { executive }: FoundExecutive,
  filling: Filling,
): Html {
  const { language } = filling.viewing
  const had = channelsHad(executive)
  const { mobile, email } = executive
  const named: Record<Channel, string> = {
    sms: mobile ? t(language, 'settings.bySms', { mobile: formatNational(mobile) }) : '',
    email: email ? t(language, 'settings.byEmail', { email }) : '',
  }
  if (had.length < 2) return html`${had.map((channel) => html`<p>${named[channel]}</p>`)}`
  return html`${had.map((channel) =>
    tickField(field, channel, { label: named[channel], ticked: filling.entered[field].includes(channel) }),
  )}
${wrongText(filling, field)}`
}

/** An invitation goes to an address; who has none is told by text. */
function agendaPart({ executive }: FoundExecutive, filling: Filling): Html {
  const { language, agendaUrl } = filling.viewing
  const news = choiceField(filling, 'news', [
    { value: 'atOnce', label: t(language, 'settings.atOnce') },
    { value: 'digest', label: t(language, 'settings.inDigest') },
  ])
  const invitations = tickField('invitations', 'yes', {
    label: t(language, 'settings.invitations', { email: executive.email ?? '' }),
    ticked: filling.entered.invitations === 'yes',
  })
  const parts = html`<p><a class="target" href="${agendaUrl}">${t(language, 'hers.allAgenda')}</a></p>
<p>${t(language, 'settings.agendaNews')}</p>${news}${executive.email && invitations}`
  return group(t(language, 'settings.agenda'), parts)
}

function quietPart(filling: Filling): Html {
  const { language } = filling.viewing
  const parts = html`<small>${t(language, 'settings.quietHint')}</small>
<div class="pair">
${typedField(filling, 'quietFrom', { label: t(language, 'settings.quietFrom'), type: 'time' })}
${typedField(filling, 'quietUntil', { label: t(language, 'settings.quietUntil'), type: 'time' })}
</div>
${tickField('urgentExempt', 'yes', {
  label: t(language, 'settings.urgentExempt'),
  ticked: filling.entered.urgentExempt === 'yes',
})}`
  return group(t(language, 'settings.quiet'), parts)
}

/** Health clients are fixed to the link (CSP L1110-4). */
function carriesPart({ client }: FoundExecutive, filling: Filling): Html {
  const { language } = filling.viewing
  const choices = (['everything', 'who', 'link'] as const).map((value) => ({
    value,
    label: t(language, `settings.${value}`),
  }))
  const parts = client.health
    ? html`<p>${t(language, 'settings.carriesHealth')}</p>`
    : choiceField(filling, 'carries', choices)
  return group(t(language, 'settings.carries'), parts)
}

const languageChoices = (filling: Filling): Html =>
  choiceField(filling, 'language', [
    { value: 'fr', label: t(filling.viewing.language, 'settings.fr'), lang: 'fr' },
    { value: 'en', label: t(filling.viewing.language, 'settings.en'), lang: 'en' },
  ])
