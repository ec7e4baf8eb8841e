import type { StatusCallback } from './leg.ts'

/** Where a form asks to be told of the progress of a call, or of its recording. */
export function callbackOf(form: URLSearchParams, name = 'StatusCallback'): StatusCallback | null {
  const url = form.get(name)
  const events = form.getAll(`${name}Event`).flatMap((event) => event.split(' '))
  if (!url) return null
  return {
    url,
    method: form.get(`${name}Method`) === 'GET' ? 'GET' : 'POST',
    events: new Set(events.length > 0 ? events : ['completed']),
  }
}
