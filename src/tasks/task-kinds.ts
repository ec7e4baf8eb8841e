/** What the software asks of people, each with its words under `task.…` in src/i18n/console/board-*.ts. */
export const taskKinds = [
  'callback',
  'executiveText',
  'unreadMail',
  'answerFromElsewhere',
  'invitationOutdated',
  'invitationCounter',
  'invitationMaybe',
  'invitationRefused',
  'unclearOptOut',
  'callerCorrected',
  'uncertainDelivery',
  'nobodyAcknowledged',
  'unreachableExecutive',
  'failedDelivery',
  'quarantinedDelivery',
  'executiveOptedOut',
  'digestsEnded',
  'answerFlood',
  'refusedNumber',
  'returningLeg',
  'strandedRecording',
  'forwardUntold',
  'ruleOffered',
  'silence',
  'exportBeforePurge',
  'callAboutAppointment',
  'contradictoryAnswers',
  'unansweredQuestion',
  'offerToCaller',
  'reachUntold',
  'numberRefused',
  'calendarConflict',
  'calendarEmpty',
  'calendarFailing',
  'callerUntold',
  'callerAsksTime',
] as const
export type TaskKind = (typeof taskKinds)[number]

/** `other`: opened by a version of the software that knows more kinds. */
export const taskKindOf = (kind: string): TaskKind | 'other' =>
  taskKinds.find((known) => known === kind) ?? 'other'
