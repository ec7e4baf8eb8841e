/** "9h-12h30 et 14-18" as a file writes it: `09:00-12:30, 14:00-18:00`. What is no time stays as it was typed. */
export function tidyWindows(typed: string): string {
  const ranges = typed
    .trim()
    .replace(/\s*(?:\bet\b|\band\b|;|\/)\s*/gi, ', ')
    .split(',')
  return ranges
    .map((range) => range.trim())
    .filter((range) => range !== '')
    .map((range) =>
      range
        .split(/\s*(?:[-–—]|\bà\b|\bto\b)\s*/i)
        .map(tidyTime)
        .join('-'),
    )
    .join(', ')
}

function tidyTime(text: string): string {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:\s*[h:.]\s*(\d\d)?)?$/i.exec(text.trim()) ?? []
  return hour ? `${hour.padStart(2, '0')}:${minute}` : text.trim()
}
