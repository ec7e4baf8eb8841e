// What every page of the console does.
import { bindKeys } from './keys.js'
import './floor-news.js'
import './station.js'
import './live.js'

const help = document.getElementById('key-help')
bindKeys({ '?': showHelp })
document.querySelector('[data-opens-help]')?.addEventListener('click', showHelp)

function showHelp() {
  help?.showModal()
}

/** An open part of the menu closes by Escape, and when somebody goes on elsewhere. */
const group = document.querySelector('#menu details.group')
document.addEventListener('click', ({ target }) => !group?.contains(target) && group?.removeAttribute('open'))
group?.addEventListener('focusout', ({ relatedTarget }) => {
  if (relatedTarget && !group.contains(relatedTarget)) group.removeAttribute('open')
})
group?.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !group.open) return
  group.removeAttribute('open')
  group.querySelector('summary').focus()
})
