// Whether the call she is in is recorded, in the call bar: with a button, and a key, that keeps the recorder from
// hearing what is dictated.

const part = document.querySelector('#call-bar .recording')
let shown = null

/** `recording`: as the server has it; null where there is nothing to say. Who only listens in sees it, no more. */
export function showRecording({ recording, listens }) {
  shown = recording && { ...recording, isHers: !listens }
  part.hidden = !shown
  if (!shown) return
  const { state, pauseKey, isHers } = shown
  part.dataset.state = state
  part.querySelector('.mark').textContent =
    state === 'on' ? '●' : state === 'paused' || state === 'waits' ? '‖' : '!'
  part.querySelector('.acts').hidden = !isHers
  const word = part.querySelector('.word')
  const said = part.getAttribute(`data-${state}`)
  if (word.textContent !== said) word.textContent = said
  const isPaused = state === 'paused' || state === 'pausing'
  const pause = part.querySelector('[data-does=pauseRecording]')
  pause.hidden = state === 'failed' || state === 'refused' || state === 'waits'
  pause.setAttribute('aria-pressed', String(isPaused))
  pause.querySelector('.label').textContent = isPaused ? pause.dataset.on : pause.dataset.off
  pause.querySelector('kbd').hidden = !pauseKey
  part.querySelector('[data-does=refuseRecording]').hidden = state === 'failed' || state === 'refused'
}

/** What the pause button does now; by its key only where the client has one. */
export function pauseAsked(byKey) {
  if (!shown?.isHers || (byKey && !shown.pauseKey)) return null
  if (shown.state === 'on') return 'recording-pause'
  return shown.state === 'paused' || shown.state === 'pausing' ? 'recording-resume' : null
}
