const count = (n: number, one: string) => `${n} ${n === 1 ? one : `${one}s`}`

/** The overview of a client: its state, its test, what is missing. */
export const setupOverviewEn = {
  'voice.resting':
    'Hello. The person you are calling cannot be reached at this number at the moment. Please excuse us. Goodbye.',
  'task.silence': 'Has the diversion fallen?',
  'task.silence.do':
    'This client receives hardly any calls within its cover. See to its diversion, then test again on its page.',
  'task.exportBeforePurge': 'Data to export before they are erased',
  'task.exportBeforePurge.do':
    'The contract ended six months ago. Export the data on the page of the client: they will then be erased.',
  'setup.state.preparing': 'Being prepared',
  'setup.state.live': 'Live',
  'setup.state.suspended': 'Suspended',
  'setup.state.ended': 'Ended',
  'setup.stateIs.preparing': 'Its calls are already treated by its rules, for trying.',
  'setup.stateIs.live': 'Its calls are treated by its rules.',
  'setup.stateIs.suspended':
    'Its callers hear a neutral sentence that names nobody. Nothing is forwarded, but every call is noted.',
  'setup.stateIs.ended':
    'Its callers hear a neutral sentence that names nobody. Its line rests for six months, then its data are erased.',
  'setup.since': (v: { when: string }) => `since ${v.when}`,
  'setup.missing': 'Still missing before it can go live:',
  'setup.missing.executive': 'an executive to inform',
  'setup.missing.line': 'a line',
  'setup.missing.cover': 'hours of cover',
  'setup.missing.test': 'a test call through its diversion',
  'setup.advised': 'What would help the secretaries',
  'setup.advised.publicNumber': "The client's public number",
  'setup.advised.greeting': 'The greeting',
  'setup.advised.opening': 'Its opening hours',
  'setup.advised.reasons': 'Reasons, with their questions',
  'setup.advised.instructions': 'An instruction',
  'setup.advised.contacts': 'Its contacts',
  'setup.advised.secretaries': 'Secretaries assigned to this client (page Team)',
  'setup.change.goLive': 'Go live',
  'setup.change.suspend': 'Suspend',
  'setup.change.resume': 'Resume',
  'setup.change.end': 'End the contract',
  'setup.sure.suspend':
    'Suspend this client? Its callers will hear a neutral sentence, and nothing will be passed on.',
  'setup.sure.end':
    'End this contract? It cannot be taken back: its callers will hear a neutral sentence, and its data will be erased after six months.',
  'setup.cannotChange': "The client's state changed meanwhile, or something is missing.",
  'setup.test': 'Test call',
  'setup.testSeen': (v: { when: string }) => `Test call received ${v.when}.`,
  'setup.testVia': (v: { number: string }) => `It came through the diversion of ${v.number}.`,
  'setup.testViaUnknown': 'The operator did not say which number it was diverted from.',
  'setup.testAgain': 'Test again',
  'setup.testNoLine': 'Add a line first.',
  'setup.testDialLine': (v: { line: string }) => `Dial ${v.line}, the line itself.`,
  'setup.testDial.none': (v: { number: string; line: string }) =>
    `Dial ${v.line}. (Public number: ${v.number}.)`,
  'setup.testDial.always': (v: { number: string; line: string }) =>
    `Divert ${v.number} to ${v.line}, then dial ${v.number} from another telephone.`,
  'setup.testDial.onNoAnswer': (v: { number: string; line: string }) =>
    `Divert ${v.number} on no answer to ${v.line}, dial ${v.number} from another telephone and let it ring.`,
  'setup.testWaiting': 'Waiting for the call: this page will show it as soon as it comes in.',
  'setup.purgeAt': (v: { when: string }) => `Its data may be erased from: ${v.when}.`,
  'setup.exportedAt': (v: { when: string }) => `Exported: ${v.when}.`,
  'setup.notExported': 'They have not been exported yet: they will be erased only after that.',
  'setup.export': 'Export its data',
  'setup.windowCount': (v: { opening: number; cover: number }) =>
    `${v.opening} opening and ${v.cover} cover windows`,
  'setup.instructionCount': (v: { count: number }) => count(v.count, 'instruction'),
  'setup.contactCount': (v: { count: number }) => count(v.count, 'contact'),
  'setup.ruleCount': (v: { count: number }) => count(v.count, 'rule'),
  'setup.unread': (v: { count: number }) =>
    v.count === 1 ? 'One instruction to read' : `${v.count} instructions to read`,
  'setup.newClient': 'New client',
  'setup.newClientHint':
    'The name is enough to begin. The client stays "being prepared" until you let it go live.',
  'setup.createClient': 'Create the client',
}
