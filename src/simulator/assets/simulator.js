import { showHandset, startHandset } from './handset.js'
import { showMailbox, startMailbox } from './mailbox.js'
import { notice, texts } from './page.js'
import { showRooms, startRooms } from './rooms.js'
import { sound, startSound } from './sound.js'
import { showTelephones, startTelephones } from './telephones.js'

startHandset()
startTelephones()
startRooms()
startMailbox()
startSound()

let view = null

function render() {
  if (!view) return
  const own = showHandset(view)
  sound(own, showTelephones(view))
  showRooms(view)
  showMailbox(view)
}

/** Every message is the whole view: a lost one costs nothing. */
const stream = new EventSource('/simulator/events')
stream.addEventListener('message', ({ data }) => {
  view = JSON.parse(data)
  render()
})
stream.addEventListener('error', () => notice(texts.offline))
document.addEventListener('change', render)
