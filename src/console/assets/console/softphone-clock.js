// A worker that says when so many seconds have passed, over and over.
addEventListener('message', ({ data }) => setInterval(() => postMessage(null), data * 1000))
