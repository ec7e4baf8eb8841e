import { byId, fill, make, nameOf, notice, post, show, shownTime, texts, write } from './page.js'

let opened = null
let form = 'html'

export function startMailbox() {
  byId('reply-form').addEventListener('submit', reply)
  byId('mail-forms').addEventListener('click', ({ target }) => {
    if (!target.dataset.form) return
    form = target.dataset.form
    for (const button of byId('mail-forms').querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.dataset.form === form))
    }
    loadFrame()
  })
}

/** Newest first; those already listed stay as they are. */
export function showMailbox({ mails }) {
  const list = byId('mails')
  const isFirst = list.dataset.known === undefined
  const newest = Number(list.dataset.known ?? 0)
  for (const mail of mails.filter(({ id }) => id > newest)) {
    list.prepend(entry(mail))
    list.dataset.known = mail.id
    if (!isFirst) notice(fill(texts.newMail, { subject: mail.subject }))
  }
  if (isFirst) list.dataset.known ??= '0'
  show(byId('no-mails'), mails.length === 0)
  write(byId('count-mails'), mails.length === 0 ? '' : String(mails.length))
}

function entry(mail) {
  const button = make(
    'button',
    { type: 'button', className: 'mail-entry unread' },
    make('strong', { textContent: mail.subject }),
    make('small', { textContent: `${nameOf(mail.to.join(', '))} · ${shownTime(mail.at)}` }),
  )
  button.addEventListener('click', () => open(mail, button))
  return make('li', {}, button)
}

function open(mail, button) {
  opened = mail.id
  for (const other of byId('mails').querySelectorAll('button')) other.removeAttribute('aria-current')
  button.setAttribute('aria-current', 'true')
  button.classList.remove('unread')
  write(byId('mail-subject'), mail.subject)
  write(byId('mail-from'), mail.from)
  write(byId('mail-to'), mail.to.join(', '))
  show(byId('mail'), true)
  show(byId('reply-form'), mail.canReply)
  loadFrame()
  byId('mail-subject').focus()
}

async function reply(event) {
  event.preventDefault()
  const text = byId('reply').value
  if (!(await post(`mails/${opened}/reply`, { text }))) return
  byId('reply').value = ''
  notice(texts.replied)
}

function loadFrame() {
  byId('mail-frame').src = `/simulator/mail/${opened}/${form}`
}
