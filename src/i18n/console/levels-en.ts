import type { levelsFr } from './levels-fr.ts'

export const levelsEn = {
  'levels.title': 'Service levels',
  'levels.percent': (p: { percent: number }) => `${p.percent}%`,
  'levels.strip': 'Service level',
  'levels.waitingNow': 'waiting',
  'levels.longestNow': 'longest',
  'levels.inTimeToday': 'answered within 20 s today',
  'levels.ofOffered': (p: { answered: number; offered: number }) => `${p.answered} of ${p.offered}`,
  'levels.abandonedToday': 'hung up today',
  'levels.period': 'Period',
  'levels.period.today': 'Today',
  'levels.period.yesterday': 'Yesterday',
  'levels.period.week': '7 days',
  'levels.period.month': '30 days',
  'levels.period.dates': 'From… to…',
  'levels.from': 'From',
  'levels.to': 'to',
  'levels.show': 'Show',
  'levels.by': 'By',
  'levels.by.client': 'By client',
  'levels.by.team': 'By team',
  'levels.agency': 'The whole agency',
  'levels.noTeam': 'No team',
  'levels.ofTeam': (p: { team: string }) => `team ${p.team}`,
  'levels.days': (p: { first: string; last: string }) => `${p.first} to ${p.last}`,
  'levels.day': (p: { day: string }) => p.day,
  'levels.nothing': 'No call was offered to the secretaries in this period.',
  'levels.total': 'Total',
  'levels.perDay': 'By day',
  'levels.perHour': 'By hour of the day',
  'levels.asTable': 'The same figures as a table',
  'levels.hour': (p: { hour: number }) => `${p.hour}:00`,
  'levels.clientHead': 'Client',
  'levels.teamHead': 'Team',
  'levels.dayHead': 'Day',
  'levels.hourHead': 'Hour',
  'levels.csv': 'Table as CSV',
  'levels.print': 'Print',
  'levels.column.offered': 'Offered',
  'levels.column.inTime': 'Within 20\u00a0s',
  'levels.column.inTimeShare': 'Share within 20\u00a0s',
  'levels.column.later': 'Later',
  'levels.column.abandoned': 'Abandoned',
  'levels.column.abandonedShare': 'Share abandoned',
  'levels.column.abandonedAfter': 'Abandoned after',
  'levels.column.short': 'Abandoned under 5\u00a0s',
  'levels.column.voicemail': 'Voicemail',
  'levels.column.callback': 'To call back',
  'levels.column.answerSeconds': 'Average wait',
  'levels.column.longestSeconds': 'Longest wait',
  'levels.column.talkSeconds': 'Talk',
  'levels.column.heldSeconds': 'Hold',
  'levels.column.wrapUpSeconds': 'Wrap-up',
  'levels.csvSeconds': (p: { column: string }) => `${p.column} (s)`,
  'levels.csvPercent': (p: { column: string }) => `${p.column} (%)`,
  'levels.chart.inTime': 'Answered within 20 s',
  'levels.chart.later': 'Answered later',
  'levels.chart.abandoned': 'Abandoned',
  'levels.chart.desc': (p: {
    inTime: number
    later: number
    abandoned: number
    peak: string
    most: number
  }) =>
    `Stacked bars: ${p.inTime} answered within 20 s, ${p.later} later, ${p.abandoned} abandoned. Most: ${p.most}, ${p.peak}. The table below gives every figure.`,
  'levels.chart.bar': (p: { label: string; inTime: number; later: number; abandoned: number }) =>
    `${p.label}: ${p.inTime} within 20 s, ${p.later} later, ${p.abandoned} abandoned`,
  'levels.howCounted': 'How these figures are counted',
  'levels.def.offered':
    'Calls whose caller was asked to wait for a secretary, counted when he began to wait. Those who hung up in under 5 s and those who still wait are left out.',
  'levels.def.inTime':
    'A secretary and the caller heard each other at most 20 seconds after he began to wait. The share is of the calls offered.',
  'levels.def.later': 'The same, after more than 20 seconds.',
  'levels.def.abandoned':
    'The caller hung up while he waited, after 5 seconds or more; “after” says how long he waited on average.',
  'levels.def.short': 'He hung up sooner: nobody could have answered. Counted apart, in no share.',
  'levels.def.voicemail': 'Went on to the voicemail: by key 1, not answered in time, or with nobody there.',
  'levels.def.callback': 'The caller asked to be called back, by key 2.',
  'levels.def.answerSeconds': 'From the beginning of the wait to the answer, average of the calls answered.',
  'levels.def.longestSeconds': 'Of all calls, however the wait ended.',
  'levels.def.talkSeconds': 'Average of an answered call that is over, without hold.',
  'levels.def.heldSeconds': 'How long the caller was held during the conversation, average of a call.',
  'levels.def.wrapUpSeconds':
    'From the end of the call to “Ready for the next one”, the next call, or the end of the time allowed for writing.',
  'levels.zone': (p: { zone: string }) =>
    `Days and hours of ${p.zone}. When the clocks change, the day has 23 or 25 hours; the hour that comes twice counts in one line. A day is settled six hours after its end.`,
  'levels.fewPeople': 'Talk, hold and wrap-up are shown only where at least three people answered.',
  'levels.fewInTeam':
    'Fewer than three people of this team answered in this period: its figures by day and hour are not shown, so as to single nobody out.',
  'levels.fault.noSuchPeriod': (p: { value: string }) =>
    `“${p.value}” is not a period. Choose today, yesterday, 7 days, 30 days or two dates.`,
  'levels.fault.noSuchDate': (p: { value: string }) =>
    p.value === ''
      ? 'A date is missing. Give both, for example 2026-11-02 and 2026-11-22.'
      : `There is no date “${p.value}”. Write year-month-day, for example 2026-11-22.`,
  'levels.fault.future': (p: { value: string }) => `${p.value} is still to come: choose today at the latest.`,
  'levels.fault.tooOld': (p: { value: string; oldest: string }) =>
    `${p.value} is too long ago: choose ${p.oldest} at the earliest.`,
  'levels.fault.order': (p: { from: string; to: string }) =>
    `The first date (${p.from}) comes after the last (${p.to}).`,
  'levels.fault.tooLong': (p: { from: string; to: string; most: number }) =>
    `From ${p.from} to ${p.to} is more than ${p.most} days.`,
  'levels.noSuchTeam': (p: { team: string }) => `There is no team “${p.team}”.`,
  'levels.ofClient': 'Service levels of this client',
  'levels.single': 'A single person',
  'levels.singleWhy':
    'These figures are for planning shifts and for training. They rank nobody and decide nothing. Every look by a supervisor is written down; she sees it on her account.',
  'levels.choosePerson': 'Person',
  'levels.mine': 'My figures',
  'levels.mineLink': 'See my figures',
  'levels.singlesOff':
    'Figures of single people are not allowed in this agency: there are only those of teams. The owner can decide otherwise in the agency settings.',
  'levels.ofPerson': (p: { name: string }) => `Figures of ${p.name}`,
  'levels.answered': 'Answered',
} satisfies Record<keyof typeof levelsFr, unknown>
