import type { StatusCallback } from './leg.ts'

/** Where a form asks to be told of the progress of a call. */
export function callbackOf(form: URLSearchParams): StatusCallback | null {
  const url = form.get('StatusCallback')
  const events = form.getAll('StatusCallbackEvent').flatMap((event) => event.split(' '))
  if (!url) return null
  return {
    url,
    method: form.get('StatusCallbackMethod') === 'GET' ? 'GET' : 'POST',
    events: new Set(events.length > 0 ? events : ['completed']),
  }
}
