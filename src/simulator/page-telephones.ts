import { type Html, html } from '../html.ts'
import type { Directory } from './directory.ts'
import { captions, keypad, lineOptions, shownNumber } from './page-handset.ts'
import { fill, type PageLanguage } from './page-language.ts'
import type { PageTexts } from './page-texts.ts'

const BEHAVIOURS = ['byHand', 'noAnswer', 'mobileVoicemail', 'busy', 'unreachable'] as const

/** The executives' telephones, to pick up or to let ring. */
export function telephones(texts: PageTexts, language: PageLanguage, { lines, people }: Directory): Html {
  const executives = people.filter(({ role }) => role === 'executive')
  return html`<section id="telephones" class="telephones" aria-labelledby="telephones-title">
    <h2 id="telephones-title">${texts.executives}</h2>
    <div class="shelf">${executives.map((person) => telephone(texts, language, person, lines))}</div>
  </section>`
}

function telephone(
  texts: PageTexts,
  language: PageLanguage,
  { number, name }: Directory['people'][number],
  lines: Directory['lines'],
): Html {
  const id = `t${number.replace(/\D/g, '')}`
  return html`<article class="telephone" data-number="${number}" aria-labelledby="${id}">
    <header>
      <h3 id="${id}">${name}</h3>
      <span class="badge" role="status" data-part="badge">${texts.idle}</span>
      <small>${shownNumber(number, language)}</small>
    </header>
    <div class="ring" data-part="ring" hidden>
      <p data-part="from"></p>
      <p class="choices">
        <button type="button" data-act="answer" class="answer">${texts.answer}</button>
        <button type="button" data-act="refuse" class="refuse">${texts.refuse}</button>
        <button type="button" data-act="quiet" class="outline">${texts.letRing}</button>
      </p>
    </div>
    <div class="talk" data-part="talk" hidden>
      ${captions(texts, html`data-part="captions"`)}
      ${keypad(texts, `${id}-keys`)}
      <button type="button" data-act="hangUp" class="hang-up">${texts.hangUp}</button>
    </div>
    <div role="log" aria-label="${texts.received}"><ol class="texts" data-part="texts"></ol></div>
    <details>
      <summary>${texts.sendText}</summary>
      <form data-part="textForm">
        <label>${texts.to} <select name="to">${lineOptions(lines)}</select></label>
        <label>${texts.text} <textarea name="body" rows="2" maxlength="1600" required></textarea></label>
        <button type="submit" class="secondary">${texts.send}</button>
      </form>
    </details>
    <details>
      <summary>${texts.whenCalled}</summary>
      <select data-part="behaviour" aria-label="${texts.whenCalled}">
        ${BEHAVIOURS.map((kind) => html`<option value="${kind}">${texts[kind]}</option>`)}
        ${lines.map(
          (line) =>
            html`<option value="diverts:${line.number}">${fill(texts.diverted, { line: line.name })}</option>`,
        )}
      </select>
    </details>
  </article>`
}
