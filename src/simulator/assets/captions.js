import { make, nameOf, shownSeconds, shownTime, texts, write } from './page.js'

const MARKS = {
  ring: texts.momentRing,
  beep: texts.momentBeep,
  record: texts.momentRecord,
  talk: texts.momentTalk,
  gather: texts.momentGather,
  play: texts.momentPlay,
  queue: texts.momentQueue,
  hold: texts.momentHold,
}

/** Writes what a leg has heard so far; stretches already written are only touched where they changed. */
export function writeCaptions(list, leg) {
  const moments = (leg?.timeline ?? []).filter(isWorthTelling)
  if (list.dataset.sid !== (leg?.sid ?? '')) {
    list.replaceChildren()
    list.dataset.sid = leg?.sid ?? ''
  }
  moments.forEach((moment, index) => {
    const item = list.children[index] ?? list.appendChild(make('li', { className: `moment ${moment.kind}` }))
    item.classList.toggle('now', moment.toSeconds === null)
    item.classList.toggle('said', moment.kind === 'record' && Boolean(moment.text))
    write(item, wordsOf(moment))
  })
  list.parentElement.scrollTop = list.scrollHeight
}

/** Neither pauses nor a ring tone too short to be heard. */
function isWorthTelling({ kind, fromSeconds, toSeconds }) {
  if (kind === 'ring') return toSeconds === null || toSeconds - fromSeconds >= 1
  return kind !== 'pause'
}

function wordsOf(moment) {
  if (moment.kind === 'say' || moment.text) return moment.text
  const mark = MARKS[moment.kind]
  if (moment.toSeconds === null || moment.kind === 'beep') return mark
  return `${mark} ${shownSeconds(moment.toSeconds - moment.fromSeconds)}`
}

/** Texts as bubbles; links in them open elsewhere. */
export function writeTexts(list, received) {
  for (const text of received.slice(list.children.length)) {
    const head = make('small', { textContent: `${nameOf(text.from)} · ${shownTime(text.at)}` })
    list.append(make('li', {}, head, make('p', {}, ...linked(text.body))))
  }
}

function linked(body) {
  return body
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 1
        ? make('a', { href: part, target: '_blank', rel: 'noopener', textContent: part })
        : part,
    )
}
