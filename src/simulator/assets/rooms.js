import { byId, fill, make, nameOf, post, show, texts, write } from './page.js'

export function startRooms() {
  byId('room-list').addEventListener('click', ({ target }) => {
    const { sid } = target.closest('button')?.dataset ?? {}
    if (sid) post(`calls/${sid}/hang-up`)
  })
}

/** Shows who is in a conference with whom; nothing is rebuilt that stayed as it was. */
export function showRooms({ rooms }) {
  show(byId('rooms'), rooms.length > 0)
  const list = byId('room-list')
  keepOnly(list, rooms)
  for (const room of rooms) showPeople(itemOf(list, room, newRoom), room.people)
}

function showPeople(list, people) {
  keepOnly(list, people)
  for (const one of people) {
    const item = itemOf(list, one, newPerson)
    item.classList.toggle('held', one.held)
    item.classList.toggle('rings', one.rings)
    write(item.querySelector('.badge'), badgeOf(one))
  }
}

function keepOnly(list, wanted) {
  for (const item of [...list.children])
    if (!wanted.some(({ sid }) => sid === item.dataset.sid)) item.remove()
}

/** The one of this SID, made if it is new; what a room holds is the list inside. */
function itemOf(list, one, create) {
  const known = [...list.children].find(({ dataset }) => dataset.sid === one.sid)
  const item = known ?? list.appendChild(create(one))
  item.dataset.sid = one.sid
  return item.querySelector('ul') ?? item
}

const newRoom = () => make('li', { className: 'room' }, make('ul'))

function newPerson({ sid, number }) {
  const name = whoIs(number)
  const button = make('button', { type: 'button', className: 'hang-up', textContent: texts.hangUp })
  button.dataset.sid = sid
  button.setAttribute('aria-label', fill(texts.hangUpFor, { name }))
  return make('li', {}, make('strong', { textContent: name }), make('span', { className: 'badge' }), button)
}

function whoIs(number) {
  const [, identity] = /^client:(.*)$/.exec(number) ?? []
  return identity && nameOf(number) === number ? fill(texts.softphone, { name: identity }) : nameOf(number)
}

function badgeOf({ rings, held, muted, coaches, talks }) {
  if (rings) return texts.roomRings
  if (held) return texts.roomHeld
  if (!talks) return texts.roomWaiting
  if (muted) return texts.roomMuted
  return coaches ? fill(texts.roomCoaches, { name: whoIs(coaches) }) : texts.roomTalking
}
