import { type Html, html } from '../html.ts'
import type { Directory } from './directory.ts'
import type { Mail } from './mailbox.ts'
import { handset } from './page-handset.ts'
import { fill, type PageLanguage } from './page-language.ts'
import { rooms } from './page-rooms.ts'
import { telephones } from './page-telephones.ts'
import { type PageTexts, pageTexts } from './page-texts.ts'

const STYLES = ['colours', 'simulator', 'handset', 'telephones', 'rooms', 'mailbox']

/** The page with the telephones and the mailbox; scripts fill in what changes. */
export function simulatorPage(language: PageLanguage, directory: Directory): string {
  const texts = pageTexts(language)
  return `<!doctype html>${html`<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${texts.title} – ${texts.brand}</title>
    <link rel="icon" href="/simulator/assets/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/simulator/pico/pico.min.css">
    ${STYLES.map((name) => html`<link rel="stylesheet" href="${`/simulator/assets/${name}.css`}">`)}
    <script type="module" src="/simulator/assets/simulator.js"></script>
  </head>
  <body data-texts="${JSON.stringify(texts)}" data-names="${JSON.stringify(namesOf(directory))}">
    ${banner(texts, language, directory)}
    <main>
      ${handset(texts, language, directory)}
      <div class="middle">
        ${rooms(texts)}
        ${telephones(texts, language, directory)}
      </div>
      ${mailbox(texts)}
    </main>
    <p id="notice" class="notice" role="status"></p>
  </body>
</html>`}`
}

function namesOf({ lines, people }: Directory): Record<string, string> {
  return Object.fromEntries([...people, ...lines].map(({ number, name }) => [number, name]))
}

function banner(texts: PageTexts, language: PageLanguage, directory: Directory): Html {
  const other = language === 'fr' ? 'en' : 'fr'
  const otherPage = `/simulator?lang=${other}`
  return html`<header class="banner">
    <div class="banner-row">
      <p class="brand"><strong>${texts.brand}</strong></p>
      <label class="sound"><input type="checkbox" role="switch" id="sound">${texts.sound}</label>
      <a href="${otherPage}" lang="${other}" hreflang="${other}">${texts.otherLanguage}</a>
    </div>
    <h1>${texts.title}</h1>
    <p class="lead">${leadOf(texts, directory)} <span class="tip">${texts.tip}</span></p>
    <nav class="jump" aria-label="${texts.jump}">
      <a href="#handset">${texts.jumpHandset}</a>
      <a href="#telephones">${texts.jumpTelephones} <span class="count" id="count-rings"></span></a>
      <a href="#mailbox">${texts.mailbox} <span class="count" id="count-mails"></span></a>
    </nav>
  </header>`
}

function leadOf(texts: PageTexts, { lines, people }: Directory): string {
  const line = lines[0]?.name
  const caller = people.find(({ role }) => role === 'caller')?.name
  return line && caller ? fill(texts.lead, { line, caller }) : texts.leadPlain
}

function mailbox(texts: PageTexts): Html {
  return html`<section id="mailbox" class="mailbox" aria-labelledby="mailbox-title">
    <h2 id="mailbox-title">${texts.mailbox}</h2>
    <p class="empty" id="no-mails">${texts.noMails}</p>
    <ol class="mails" id="mails"></ol>
    <article class="mail" id="mail" hidden>
      <h3 id="mail-subject" tabindex="-1"></h3>
      <dl><dt>${texts.mailFrom}</dt><dd id="mail-from"></dd><dt>${texts.mailTo}</dt><dd id="mail-to"></dd></dl>
      <p class="choices" id="mail-forms">
        <button type="button" class="outline" data-form="html" aria-pressed="true">${texts.asSent}</button>
        <button type="button" class="outline" data-form="text" aria-pressed="false">${texts.asText}</button>
      </p>
      <iframe id="mail-frame" title="${texts.mailbox}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
      <form id="reply-form" hidden>
        <label>${texts.reply}<textarea id="reply" rows="2" maxlength="4000" required aria-describedby="reply-hint"></textarea></label>
        <small id="reply-hint">${texts.replyHint}</small>
        <button type="submit" class="secondary">${texts.send}</button>
      </form>
    </article>
  </section>`
}

/** A mail as text, in a document of its own. */
export function mailText(mail: Mail): string {
  return `<!doctype html>${html`<html><head><meta charset="utf-8"><title>${mail.subject}</title>
  <base target="_blank"><style>pre { font: 1rem/1.5 system-ui, sans-serif; white-space: pre-wrap }</style></head><body><pre>${linked(mail.text)}</pre></body></html>`}`
}

function linked(text: string): (Html | string)[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) => (index % 2 === 1 ? html`<a href="${part}" rel="noopener">${part}</a>` : part))
}
