/** Each event of a file as a file of its own, with the zones that the file describes. */
export function splitBlocks(text: string): string[] {
  const lines = text.split(/\r?\n/)
  const zones = blocksOf(lines, 'VTIMEZONE').flat()
  return blocksOf(lines, 'VEVENT').map((event) =>
    ['BEGIN:VCALENDAR', ...zones, ...event, 'END:VCALENDAR'].join('\r\n'),
  )
}

function blocksOf(lines: readonly string[], name: string): string[][] {
  const blocks: string[][] = []
  let open: string[] | null = null
  for (const line of lines) {
    const said = line.trim().toUpperCase()
    if (said === `BEGIN:${name}`) open = []
    open?.push(line)
    if (said === `END:${name}` && open) {
      blocks.push(open)
      open = null
    }
  }
  return blocks
}
