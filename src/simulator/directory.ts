/** Who stands on the page: the lines one can ring, and the people who ring or are rung. */
export type Directory = {
  lines: { number: string; name: string }[]
  people: { number: string; name: string; role: 'caller' | 'executive' }[]
}
