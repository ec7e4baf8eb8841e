/**
 * A text carries its link's token, which no row may hold: it is kept with a mark in its place, and the mark
 * becomes the token again when the text is sent or looked for.
 */
const mark = '/[token]'

export const hideToken = (body: string, token: string | null) =>
  token === null ? body : body.replaceAll(`/${token}`, mark)

export const showToken = (body: string, token: string | null) =>
  token === null ? body : body.replaceAll(mark, `/${token}`)
