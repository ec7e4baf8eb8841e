import type { recordingsFr } from './recordings-fr.ts'

type Texts = typeof recordingsFr
export const recordingsEn: {
  [K in keyof Texts]: Texts[K] extends string ? string : Texts[K]
} = {
  'setup.tab.recording': 'Recording',
  'setup.title.recording': 'Recording of conversations',
  'recording.setup.what': 'Conversations of secretary and caller',
  'recording.setup.hint':
    'No conversation is recorded without a purpose chosen here. Callers are always told before, and can refuse by one key; the secretary sees it. Recording as proof is not offered.',
  'recording.setup.health':
    'A health client: its conversations are never recorded, and nothing here can allow it.',
  'recording.setup.purpose': 'Purpose',
  'recording.setup.never': 'Never record',
  'recording.purpose.training': 'Training of secretaries',
  'recording.purpose.quality': 'Quality of answering',
  'recording.setup.announcement': 'Said to the caller',
  'recording.setup.announcementHint':
    'Left empty, ours tells the purpose and for how long. The key to refuse is always said after it.',
  'recording.setup.share': 'Share of calls, in %',
  'recording.setup.shareHint': (v) =>
    `${v.most}% at most; more is for the owner alone to decide, with a reason. Calls are drawn by their own id: nobody picks them.`,
  'recording.setup.shareReason': 'Reason for more than that',
  'recording.setup.shareReasonHint': 'Such as: two beginners are trained in January.',
  'recording.setup.retention': 'Kept for, in days',
  'recording.setup.retentionHint': '1 to 180. A shorter time also holds for what is recorded already.',
  'recording.setup.pauseKey': 'The key F7 pauses it (while bank data are said)',
  'recording.setup.hears': 'What the caller hears',
  'recording.bar.on': 'Recorded',
  'recording.bar.paused': 'Recording paused',
  'recording.bar.waits': 'Recording suspended',
  'recording.bar.pausing': 'Pause not confirmed: let nothing secret be said',
  'recording.bar.failed': 'Not recorded: the exchange did not do it',
  'recording.bar.refused': 'Not recorded: the caller refuses',
  'recording.bar.pause': 'Pause',
  'recording.bar.resume': 'Resume',
  'recording.bar.refuse': 'He refuses',
  'recording.bar.title': 'Recording of the conversation',
  'recording.desk.title': 'Recorded conversation',
  'recording.desk.length': (v) => (v.minutes > 0 ? `${v.minutes} min ${v.seconds} s` : `${v.seconds} s`),
  'recording.desk.until': (v) => `${v.purpose} · erased on ${v.date} at the latest`,
  'recording.desk.arriving': 'It is on its way from the operator.',
  'recording.desk.lost': 'It could not be fetched.',
  'recording.desk.notYours': 'Only supervisors may listen to it.',
  'recording.desk.leaving': 'Being erased.',
  'recording.desk.gone': (v) => `Erased here and at the operator, checked ${v.when}.`,
  'recording.desk.refused': 'The caller refused to be recorded.',
  'recording.desk.erase': 'Erase this recording',
  'recording.desk.eraseAbout':
    'The caller objects, or it is of no more use. It is erased here and at the operator, for good.',
  'recording.desk.eraseYes': 'Erase',
}
