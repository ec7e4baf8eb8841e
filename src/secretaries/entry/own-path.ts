/** Where she was going, if that is a page of ours; the board otherwise. A link must not lead on to another site. */
export function ownPath(next: string | undefined): string {
  if (!next || !/^\/console(?:[/?][\x21-\x5b\x5d-\x7e]*)?$/.test(next)) return board
  const url = new URL(next, 'http://ours.invalid')
  const isOurs = url.origin === 'http://ours.invalid' && /^\/console(?:\/|$)/.test(url.pathname)
  return isOurs ? url.pathname + url.search : board
}

const board = '/console'
