// What every page of the console does beside htmx.

// A background request of a session that has ended: the page stays as it is, so that nothing typed is lost, and says so.
document.addEventListener('htmx:after:request', (event) => {
  if (event.detail?.ctx?.response?.raw?.status === 401) document.body.dataset.signedOut = 'yes'
})
