export const noticesEn = {
  'sms.notice.from': (v: { client: string; words: string }) => `${v.client}: ${v.words}`,
  'sms.notice.passedOn': (_: { name: string }) => 'your message has been passed on.',
  'sms.notice.secretaryCalls': (_: { name: string }) => 'we will call you back.',
  'sms.notice.executiveCalls': (v: { name: string }) => `${v.name} will call you back.`,
  'sms.notice.correction': (_: { name: string }) =>
    'the call announced in our last text is no longer planned. Please accept our apologies.',
}
