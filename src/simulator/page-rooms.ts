import { type Html, html } from '../html.ts'
import type { PageTexts } from './page-texts.ts'

/** Conferences under way and who is in them; the script fills them in, and hides the whole when there are none. */
export function rooms(texts: PageTexts): Html {
  return html`<section id="rooms" class="rooms" aria-labelledby="rooms-title" hidden>
    <h2 id="rooms-title">${texts.rooms}</h2>
    <p class="hint">${texts.roomsHint}</p>
    <ul class="room-list" id="room-list"></ul>
  </section>`
}
