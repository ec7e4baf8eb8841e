// What every page of the console does beside htmx.
import { bindKeys } from './keys.js'
import './live.js'

// A background request of a session that has ended: the page stays as it is, so that nothing typed is lost, and says so.
document.addEventListener('htmx:after:request', (event) => {
  if (event.detail?.ctx?.response?.raw?.status === 401) document.body.dataset.signedOut = 'yes'
})

const help = document.getElementById('key-help')
bindKeys({ '?': showHelp })
document.querySelector('[data-opens-help]')?.addEventListener('click', showHelp)

function showHelp() {
  help?.showModal()
}
