/** Texts to callers about their own message. */
export const noticesFr = {
  'sms.notice.from': (v: { client: string; words: string }) => `${v.client} : ${v.words}`,
  'sms.notice.passedOn': (_: { name: string }) => 'votre message a bien été transmis.',
  'sms.notice.secretaryCalls': (_: { name: string }) => 'nous vous rappelons.',
  'sms.notice.executiveCalls': (v: { name: string }) => `${v.name} vous rappelle.`,
  'sms.notice.correction': (_: { name: string }) =>
    "l'appel annoncé par notre dernier SMS n'est plus prévu. Veuillez nous en excuser.",
}
