import ICAL from 'ical.js'

/** How often a property may stand in an event, by method: RFC 5546 §3.2.1, §3.2.2, §3.2.3 and §3.2.5. */
const wanted: Record<string, Record<string, [least: number, most: number]>> = {
  REQUEST: {
    ...{ dtstamp: [1, 1], dtstart: [1, 1], organizer: [1, 1], summary: [1, 1], uid: [1, 1] },
    ...{ attendee: [1, Number.POSITIVE_INFINITY], sequence: [0, 1], dtend: [0, 1], status: [0, 1] },
    ...{ description: [0, 1], location: [0, 1], 'request-status': [0, 0] },
  },
  CANCEL: {
    ...{ dtstamp: [1, 1], organizer: [1, 1], sequence: [1, 1], uid: [1, 1], status: [1, 1] },
    ...{ attendee: [1, Number.POSITIVE_INFINITY], 'request-status': [0, 0] },
  },
  REPLY: {
    ...{ attendee: [1, 1], dtstamp: [1, 1], organizer: [1, 1], uid: [1, 1], sequence: [0, 1] },
  },
  PUBLISH: {
    ...{ dtstamp: [1, 1], dtstart: [1, 1], organizer: [1, 1], summary: [1, 1], uid: [1, 1] },
    ...{ attendee: [0, 0], sequence: [0, 1], 'request-status': [0, 0] },
  },
}

/** What RFC 5545 and 5546 do not allow in it; every event of it counts. */
export function calendarFaults(text: string): string[] {
  const calendar = ICAL.Component.fromString(text)
  const method = String(calendar.getFirstPropertyValue('method'))
  const events = calendar.getAllSubcomponents('vevent')
  return [
    ...faultsOfLines(text),
    ...['prodid', 'version', 'method']
      .filter((name) => calendar.getAllProperties(name).length !== 1)
      .map((name) => `not one ${name}`),
    ...(calendar.getFirstPropertyValue('version') === '2.0' ? [] : ['another version']),
    ...(wanted[method] ? [] : [`an unknown method ${method}`]),
    ...(method === 'PUBLISH' || events.length === 1 ? [] : [`${events.length} events`]),
    ...events.flatMap((event) => faultsOfEvent(event, method)),
  ]
}

/** §3.1: CRLF ends every line, none is longer than 75 octets, and folding cuts no character in two. */
function faultsOfLines(text: string): string[] {
  const faults = text.endsWith('\r\n') ? [] : ['the last line does not end']
  if (text.replaceAll('\r\n', '').match(/[\r\n]/)) faults.push('a line break that is not CRLF')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (text.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/)) faults.push('a control character')
  for (const line of text.split('\r\n')) {
    if (Buffer.byteLength(line) > 75) faults.push(`${Buffer.byteLength(line)} octets: ${line}`)
    if (!line.isWellFormed()) faults.push(`half a character: ${line}`)
  }
  return faults
}

function faultsOfEvent(event: ICAL.Component, method: string): string[] {
  const counts = Object.entries(wanted[method] ?? {}).flatMap(([name, [least, most]]) => {
    const count = event.getAllProperties(name).length
    return count < least || count > most ? [`${count} of ${name} in a ${method}`] : []
  })
  const status = event.getFirstPropertyValue('status')
  const [start, end] = [event.getFirstPropertyValue('dtstart'), event.getFirstPropertyValue('dtend')]
  return [
    ...counts,
    ...(method === 'CANCEL' && status !== 'CANCELLED' ? [`a CANCEL that is ${status}`] : []),
    ...(method === 'REQUEST' && status === 'CANCELLED' ? ['a REQUEST that is cancelled'] : []),
    ...['dtstart', 'dtend', 'dtstamp'].flatMap((name) => faultsOfTime(event, name)),
    ...(start instanceof ICAL.Time && end instanceof ICAL.Time && end.compare(start) <= 0
      ? ['no length']
      : []),
    ...['organizer', 'attendee'].flatMap((name) =>
      event
        .getAllProperties(name)
        .filter((property) => !/^mailto:[^\s@]+@[^\s@]+$/i.test(String(property.getFirstValue())))
        .map((property) => `${name} ${property.getFirstValue()}`),
    ),
  ]
}

/** One-off times are in UTC, without a zone. */
function faultsOfTime(event: ICAL.Component, name: string): string[] {
  const property = event.getFirstProperty(name)
  const time = property?.getFirstValue()
  if (!property) return []
  if (!(time instanceof ICAL.Time) || time.isDate) return [`${name} is no time`]
  return property.getParameter('tzid') || time.zone !== ICAL.Timezone.utcTimezone
    ? [`${name} not in UTC`]
    : []
}
