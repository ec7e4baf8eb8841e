/** An answer as it was pressed. */
export type Pressed = {
  readonly uid: string
  readonly sequence: number
  readonly attendee: string
  readonly organizer: string
  readonly said: 'ACCEPTED' | 'DECLINED' | 'TENTATIVE'
  /** `20261122T101500Z`. */
  readonly stamp: string
}

const lines = (...written: string[]) => `${written.join('\r\n')}\r\n`

/** What calendar programs send when somebody answers, each in its own manner. */
export const calendarPrograms: Record<string, (pressed: Pressed) => string> = {
  'Outlook and Exchange': ({ uid, sequence, attendee, said, stamp }) =>
    lines(
      ...['BEGIN:VCALENDAR', 'METHOD:REPLY', 'PRODID:Microsoft Exchange Server 2010', 'VERSION:2.0'],
      ...['BEGIN:VTIMEZONE', 'TZID:W. Europe Standard Time', 'BEGIN:STANDARD', 'DTSTART:16010101T030000'],
      ...['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10'],
      ...['END:STANDARD', 'BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0100'],
      ...['TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT'],
      ...['END:VTIMEZONE', 'BEGIN:VEVENT'],
      `ATTENDEE;PARTSTAT=${said};CN=Hélène Morel:mailto:${attendee}`,
      ...['COMMENT;LANGUAGE=fr-FR:\\n', `UID:${uid}`, 'SUMMARY;LANGUAGE=fr-FR:Accepté : Rendez-vous'],
      'DTSTART;TZID=W. Europe Standard Time:20261124T150000',
      'DTEND;TZID=W. Europe Standard Time:20261124T154500',
      ...['CLASS:PUBLIC', 'PRIORITY:5', `DTSTAMP:${stamp}`, 'TRANSP:OPAQUE', 'STATUS:CONFIRMED'],
      ...[`SEQUENCE:${sequence}`, 'LOCATION;LANGUAGE=fr-FR:', 'X-MICROSOFT-CDO-APPT-SEQUENCE:0'],
      ...['X-MICROSOFT-CDO-OWNERAPPTID:2122437361', 'X-MICROSOFT-CDO-BUSYSTATUS:BUSY'],
      ...['X-MICROSOFT-DISALLOW-COUNTER:FALSE', 'END:VEVENT', 'END:VCALENDAR'],
    ),
  'Gmail and Google Calendar': ({ uid, sequence, attendee, organizer, said, stamp }) =>
    lines(
      ...['BEGIN:VCALENDAR', 'PRODID:-//Google Inc//Google Calendar 70.9054//EN', 'VERSION:2.0'],
      ...['CALSCALE:GREGORIAN', 'METHOD:REPLY', 'BEGIN:VEVENT', 'DTSTART:20261124T140000Z'],
      ...['DTEND:20261124T144500Z', `DTSTAMP:${stamp}`],
      ...[`ORGANIZER;CN=Cabinet Morel:mailto:${organizer.slice(0, 36)}`, ` ${organizer.slice(36)}`],
      `UID:${uid}`,
      ...[
        `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${said}`,
        ` ;CN=${attendee};X-NUM-GUESTS`,
      ],
      ` =0:mailto:${attendee}`,
      ...['CREATED:20261122T100000Z', 'DESCRIPTION:Ouvrir https://permanence.example/l/1/x'],
      ...['LAST-MODIFIED:20261122T101500Z', 'LOCATION:', `SEQUENCE:${sequence}`, 'STATUS:TENTATIVE'],
      ...['SUMMARY:Rendez-vous', 'TRANSP:OPAQUE', 'END:VEVENT', 'END:VCALENDAR'],
    ),
  'Apple Mail': ({ uid, sequence, attendee, organizer, said, stamp }) =>
    lines(
      ...['BEGIN:VCALENDAR', 'CALSCALE:GREGORIAN', 'VERSION:2.0', 'METHOD:REPLY'],
      ...['PRODID:-//Apple Inc.//macOS 15.1//EN', 'BEGIN:VEVENT', `UID:${uid}`, 'DTEND:20261124T144500Z'],
      ...[`ATTENDEE;CN="Morel, Hélène";CUTYPE=INDIVIDUAL;EMAIL="${attendee}";PARTSTAT=${said}`],
      ...[` :MAILTO:${attendee.toUpperCase()}`, 'SUMMARY:Rendez-vous', 'DTSTART:20261124T140000Z'],
      ...[`DTSTAMP:${stamp}`, `ORGANIZER;CN="Cabinet Morel":mailto:${organizer}`, `SEQUENCE:${sequence}`],
      ...['BEGIN:VALARM', 'ACTION:AUDIO', 'TRIGGER:-PT30M', 'ATTACH;VALUE=URI:Chord', 'END:VALARM'],
      ...['END:VEVENT', 'END:VCALENDAR'],
    ),
  'iCloud, which writes a path': ({ uid, sequence, attendee, organizer, said, stamp }) =>
    lines(
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Apple Inc.//iCloud//EN', 'METHOD:REPLY'],
      ...['BEGIN:VEVENT', `ATTENDEE;CN=Hélène;EMAIL=${attendee};PARTSTAT=${said}:/123456789/principal/`],
      ...[`DTSTAMP:${stamp}`, `ORGANIZER:mailto:${organizer}`, `SEQUENCE:${sequence}`, `UID:${uid}`],
      ...['DTSTART;TZID=Europe/Paris:20261124T150000', 'END:VEVENT', 'END:VCALENDAR'],
    ),
  Thunderbird: ({ uid, sequence, attendee, organizer, said, stamp }) =>
    lines(
      ...['BEGIN:VCALENDAR', 'PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN', 'VERSION:2.0'],
      ...['METHOD:REPLY', 'BEGIN:VEVENT', 'CREATED:20261122T100000Z', `LAST-MODIFIED:${stamp}`],
      ...[
        `DTSTAMP:${stamp}`,
        `UID:${uid}`,
        'SUMMARY:Rendez-vous',
        `ORGANIZER;CN=Cabinet:mailto:${organizer}`,
      ],
      `ATTENDEE;CN=Hélène Morel;PARTSTAT=${said};ROLE=REQ-PARTICIPANT:mailto:${attendee}`,
      ...['DTSTART:20261124T140000Z', 'DTEND:20261124T144500Z', `SEQUENCE:${sequence}`],
      ...['X-MOZ-RECEIVED-SEQUENCE:0', 'TRANSP:OPAQUE', 'END:VEVENT', 'END:VCALENDAR'],
    ),
}
