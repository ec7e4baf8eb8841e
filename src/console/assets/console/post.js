// What a page asks of the server in the middle of a call.
export const headers = {
  'x-requested-with': 'fetch',
  'x-form-token': document.querySelector('.who input[name=form]')?.value ?? '',
}

/** Null where no answer came. */
export const post = (path, fields = {}) =>
  fetch(path, { method: 'POST', headers, body: new URLSearchParams(fields) }).catch(() => null)

/** `act`: what is to be done about the call, as src/answering/console-routes.ts names it. */
export const postTo = ({ clientId, callId }, act, fields) =>
  post(`/console/answering/${clientId}/${callId}/${act}`, fields)
