/** Numbers and addresses that were changed at the console, and numbers that wait. */
export const reachEn = {
  'reach.mail.subject': (v: { client: string }) => `${v.client}: a number or an address has changed`,
  'reach.mail.mobile': (v: { client: string; name: string; before: string; after: string }) =>
    `At your secretariat, for ${v.client}, the mobile of ${v.name} is now ${v.after} (before: ${v.before}).`,
  'reach.mail.email': (v: { client: string; name: string; before: string; after: string }) =>
    `At your secretariat, for ${v.client}, the address of ${v.name} is now ${v.after} (before: ${v.before}).`,
  'reach.mail.emergencyNumber': (v: { client: string; name: string; before: string; after: string }) =>
    `At your secretariat, the emergency number of ${v.client} is now ${v.after} (before: ${v.before}).`,
  'reach.mail.waits': (v: { when: string; before: string }) =>
    `No call is put through to it yet. That begins at this moment: ${v.when}, or as soon as a second person confirms it. Meanwhile calls go to the number before it (${v.before}), or messages are taken.`,
  'reach.mail.why': 'If you did not ask for this, ring your secretariat at once.',
  'reach.mail.press': 'Say whether this number is yours:',
  'reach.title': 'Is this number yours?',
  'reach.asks': (v: { when: string }) =>
    `Your secretariat has set this number for you. Calls will be put through to it from this moment: ${v.when}. If you confirm it, at once.`,
  'reach.confirmed': 'This number is confirmed: calls are put through to it.',
  'reach.elapsed': 'Calls are put through to this number.',
  'reach.refused':
    'You said that this number is not yours: no call is put through to it, and your secretariat is told.',
  'reach.replaced': 'This number is no longer the one that your secretariat has for you.',
  'reach.itsMine': 'Yes, it is my number',
  'reach.notMine': 'No, it is not mine',
  'reach.waiting': 'Number that waits',
  'reach.waitsAt': (v: { name: string; number: string; when: string }) =>
    `${v.number} (${v.name}) is new: no call is put through to it before this moment: ${v.when}, unless a second person confirms it.`,
  'reach.refusedAt': (v: { name: string; number: string }) =>
    `${v.name} said that ${v.number} is not theirs: no call is put through to it. Enter the right one.`,
  'reach.meanwhile': (v: { number: string }) => `Meanwhile calls go to ${v.number}.`,
  'reach.meanwhileNone': 'Meanwhile calls are treated as if this person did not answer.',
  'reach.emergency': 'emergency number',
  'reach.setBy': (v: { name: string }) => `Set by ${v.name}.`,
  'reach.confirm': 'Confirm this number',
  'reach.notYours':
    'You set it: another supervisor, or the person concerned by the e-mail received, can confirm it.',
  'reach.notConfirmed.samePerson':
    'Nothing was changed: you set this number, so another person has to confirm it.',
  'reach.notConfirmed.newAccount':
    'Nothing was changed: your account was made or changed by somebody else since yesterday. The number will wait.',
  'reach.password':
    'This number is new: give your password to save. Calls are put through to it after 24 hours, or as soon as a second person confirms it.',
  'reach.passwordPreparing': 'This number is new: give your password to save.',
  'task.reachUntold': 'Tell the executives',
  'task.reachUntold.do':
    'A number or an address of this client has changed and the e-mail was not sent. Tell the executives, on a number that you knew before.',
  'task.numberRefused': 'Number refused',
  'task.numberRefused.do':
    'The executive says that the number set for them is not theirs. Ring them on a number that you knew before, and see who set it.',
  'reach.links.subject': (v: { client: string }) => `${v.client}: your new links`,
  'reach.links.body': (v: { client: string }) =>
    `Here are your links for ${v.client}: your settings, then your availability. Those before do not open any more.`,
  'reach.links.keep': 'They are as good as a key: give them to nobody.',
  'reach.links.settings': 'My settings',
  'reach.links.availability': 'My availability',
  'reach.links.button': 'Send new links',
  'reach.links.about':
    'The links to settings and availability that the digests carry will not open any more; new ones are sent by e-mail.',
  'reach.links.sent': 'The new links were sent by e-mail.',
  'reach.links.notSent': 'The old links are closed, but the e-mail was not sent. Try again.',
  'reach.links.noAddress': 'Nothing was changed: this person has no e-mail address.',
}
