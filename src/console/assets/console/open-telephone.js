// Her telephone is a window of its own. One that is open is brought to the front and not loaded again: a call may be
// running in it.
const address = '/console/softphone'
const features = 'popup,width=400,height=660'

export function openTelephone() {
  const opened = window.open('', 'permanence-softphone', features)
  if (!opened) return location.assign(address)
  if (opened.location.pathname !== address) opened.location.replace(address)
  opened.focus()
}
