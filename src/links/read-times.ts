/** "08:30". */
export const clock = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** "8h30 18h", "8:30, 18", "18 h 30"; sorted, each once. Null when some of it is no time of day. */
export function readTimes(typed: string): string[] | null {
  const joined = typed.replace(/(\d)\s+h\b(?:\s+(\d\d)\b(?!\s*h))?/gi, '$1h$2')
  const tokens = joined.split(/[\s,;]+/).filter((token) => token !== '')
  const read = tokens.map((token) => {
    const [, hour, minute = '00'] = /^(\d{1,2})(?:[h:.](\d\d)?)?$/i.exec(token) ?? []
    const time = hour && `${hour.padStart(2, '0')}:${minute}`
    return time && clock.test(time) ? time : null
  })
  const good = read.filter((time) => time !== null)
  return good.length === read.length ? [...new Set(good)].sort() : null
}
