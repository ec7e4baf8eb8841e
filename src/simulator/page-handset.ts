import { type Html, html } from '../html.ts'
import type { Directory } from './directory.ts'
import type { PageLanguage } from './page-language.ts'
import type { PageTexts } from './page-texts.ts'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

/** The visitor's own telephone. */
export function handset(texts: PageTexts, language: PageLanguage, { lines, people }: Directory): Html {
  const callers = people.filter(({ role }) => role === 'caller')
  return html`<section id="handset" class="handset" aria-labelledby="handset-title">
    <h2 id="handset-title">${texts.yourTelephone}</h2>
    <form id="call-form" novalidate>
      <fieldset class="who">
        <legend>${texts.iAm}</legend>
        ${callers.map((one, index) => who(one.number, one.name, shownNumber(one.number, language), index === 0))}
        ${who('anonymous', texts.withheld, '', callers.length === 0)}
        ${who('other', texts.other, '', false)}
        <label class="other" id="other" hidden>${texts.otherNumber}
          <input type="tel" id="other-number" autocomplete="off" aria-describedby="other-hint">
          <small id="other-hint">${texts.otherHint}</small>
        </label>
      </fieldset>
      <label>${texts.iCall} <select id="line" required>${lineOptions(lines)}</select></label>
      <button type="submit" class="call" id="call">${texts.call}</button>
    </form>
    <div class="screen" id="screen">
      <p class="parties" id="call-parties"></p>
      <p class="state" id="call-state" role="status">${texts.stateReady}</p>
      ${captions(texts, html`id="call-captions"`)}
      <form id="speech-form" class="speech" hidden>
        <label>${texts.yourMessage}
          <textarea id="speech" rows="3" maxlength="1000" aria-describedby="speech-hint">${texts.saySample}</textarea>
        </label>
        <small id="speech-hint">${texts.yourMessageHint}</small>
        <p class="choices">
          <button type="submit">${texts.leaveMessage}</button>
          <button type="button" class="outline" id="microphone" aria-pressed="false">${texts.microphone}</button>
        </p>
      </form>
      ${keypad(texts, 'call-keypad')}
      <button type="button" class="hang-up" id="call-hang-up" hidden>${texts.hangUp}</button>
    </div>
    <details>
      <summary>${texts.sendText}</summary>
      <form id="text-form">
        <label>${texts.text} <textarea id="text" rows="2" maxlength="1600" required></textarea></label>
        <button type="submit" class="secondary">${texts.send}</button>
      </form>
    </details>
    <h3>${texts.received}</h3>
    <p class="empty" id="no-texts">${texts.noTexts}</p>
    <div role="log" aria-label="${texts.received}"><ol class="texts" id="texts"></ol></div>
  </section>`
}

function who(value: string, name: string, number: string, isChosen: boolean): Html {
  return html`<label class="card">
    <input type="radio" name="who" value="${value}"${isChosen ? html` checked` : ''}>
    <span>${name}${number === '' ? '' : html` <small>${number}</small>`}</span>
  </label>`
}

export function lineOptions(lines: Directory['lines']): Html[] {
  return lines.map(({ number, name }) => html`<option value="${number}">${name}</option>`)
}

export function keypad(texts: PageTexts, id: string): Html {
  return html`<fieldset class="keypad" id="${id}" aria-label="${texts.keypad}" hidden>
    ${KEYS.map(
      (key) => html`<button type="button" data-key="${key}" aria-label="${texts.key} ${key}">${key}</button>`,
    )}
  </fieldset>`
}

/** What a leg hears, as it hears it; scrolls, also by keyboard. */
export function captions(texts: PageTexts, mark: Html): Html {
  return html`<div class="heard" role="log" aria-label="${texts.heard}" tabindex="0">
    <ol class="captions" ${mark}></ol>
  </div>`
}

/** French numbers as they are read here: in pairs, nationally on the French page. */
export function shownNumber(number: string, language: PageLanguage): string {
  const [, first, rest] = /^\+33(\d)(\d{8})$/.exec(number) ?? []
  if (!first || !rest) return number
  const pairs = (rest.match(/\d\d/g) ?? []).join('\u00a0')
  return language === 'fr' ? `0${first}\u00a0${pairs}` : `+33\u00a0${first}\u00a0${pairs}`
}
