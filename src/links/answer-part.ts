import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
import type { MessageView, Word } from '../messages/queries.ts'
import { callerOf, hiddenFields, type Viewing, whenSaid } from './page-parts.ts'

type Asked = MessageView & {
  readonly executiveId: string
  /** In a digest: which line, and the id of what names it. */
  readonly item?: { readonly id: string; readonly labelledBy: string }
}

/** What has become of a message, and what she can answer: nothing here is chosen before she presses. */
export function answerPart(asked: Asked, viewing: Viewing): Html {
  const { words, executiveId } = asked
  const hers = words.find((word) => word.executiveId === executiveId)
  const others = words.filter((word) => word !== hers)
  return html`
${others.map((word) => html`<p class="other">${othersWord(word, viewing)}</p>`)}
${hers ? standingForm(hers, asked, viewing) : choiceForm(asked, viewing)}`
}

function choiceForm(asked: Asked, { language, nonce }: Viewing): Html {
  const callable = callerOf(asked.message) !== null
  return html`<form method="post" class="choices"${labelled(asked)}>
${hiddenFields({ nonce, ...itemOf(asked) })}
<button name="choice" value="received">${t(language, 'answer.received')}</button>
${
  callable &&
  html`<button name="choice" value="executiveCalls" class="secondary">${t(language, 'answer.executiveCalls')}</button>
<button name="choice" value="secretaryCalls" class="secondary">${t(language, 'answer.secretaryCalls')}</button>`
}
</form>`
}

function standingForm(word: Word, asked: Asked, viewing: Viewing): Html {
  const { language, nonce } = viewing
  const isOpen = word.answer === 'executiveCalls' && word.doneAt === null
  return html`<form method="post" class="standing"${labelled(asked)}>
<p role="status" class="said-so">${herWord(word, asked, viewing)}</p>
${hiddenFields({ nonce, ...itemOf(asked), undoes: word.actId ?? '' })}
<div class="choices">
${isOpen && html`<button name="choice" value="done">${t(language, 'answer.done')}</button>`}
${word.actId && html`<button name="choice" value="undo" class="secondary outline">${t(language, 'page.undo')}</button>`}
</div>
</form>`
}

const itemOf = ({ item }: Asked): Record<string, string> => (item ? { item: item.id } : {})

const labelled = ({ item }: Asked) => item && html` aria-labelledby="${item.labelledBy}"`

/** "Vous rappelez M. Blanc, dit à 14 h 05 par SMS." */
function herWord(word: Word, { message }: Asked, viewing: Viewing): string {
  const { language } = viewing
  const who = toRing(message, language)
  const said = saidOf(word, viewing)
  switch (word.answer) {
    case 'received':
      return t(language, 'answer.saidReceived', { said })
    case 'executiveCalls':
      return t(language, 'answer.saidExecutiveCalls', { who, said })
    case 'secretaryCalls':
      return t(language, 'answer.saidSecretaryCalls', { who, said })
    default:
      return word.answer satisfies never
  }
}

/** "M. Blanc", "le 01 99 00 20 02". */
function toRing(message: MessageView['message'], language: Language): string {
  const who = callerOf(message)
  if (!who) return t(language, 'answer.someCaller')
  return message.callerName ? who : t(language, 'answer.theNumber', { number: who })
}

function othersWord(word: Word, viewing: Viewing): string {
  const about = { name: word.executiveName, said: saidOf(word, viewing) }
  switch (word.answer) {
    case 'received':
      return t(viewing.language, 'answer.otherReceived', about)
    case 'executiveCalls':
      return t(viewing.language, 'answer.otherExecutiveCalls', about)
    case 'secretaryCalls':
      return t(viewing.language, 'answer.otherSecretaryCalls', about)
    default:
      return word.answer satisfies never
  }
}

const saidOf = ({ at, via }: Word, viewing: Viewing): string =>
  t(viewing.language, 'answer.said', {
    when: whenSaid(at, viewing),
    via: t(viewing.language, `answer.via.${via}`),
  })
