const count = (n: number, one: string) => `${n} ${n === 1 ? one : `${one}s`}`

/** Why somebody rings, and what a secretary is to know. */
export const setupReasonsEn = {
  'setup.reason': 'Reason',
  'setup.reasonName': 'Name',
  'setup.questions': 'Questions to ask',
  'setup.questionsHint': 'One a line, in their order.',
  'setup.treatment': 'Treatment',
  'setup.treatment.connect': 'Connect',
  'setup.treatment.message': 'Take a message',
  'setup.treatment.appointment': 'Make an appointment',
  'setup.treatment.onCall': 'Tell who is on call',
  'setup.treatment.turnAway': 'Turn away politely',
  'setup.reasonRecipient': 'For',
  'setup.lineDefault': "the line's default recipient",
  'setup.urgent': 'urgent',
  'setup.questionCount': (v: { count: number }) => count(v.count, 'question'),
  'setup.instruction': 'Instruction',
  'setup.instructionHint':
    'Without dates it always holds. Every secretary says that she has read it; changing words or dates asks her again.',
  'setup.instructionBody': 'Text',
  'setup.from': 'From',
  'setup.until': 'Until',
  'setup.dates': (v: { from: string; until: string }) => `from ${v.from} to ${v.until}`,
  'setup.version': (v: { version: number }) => `Version ${v.version}`,
  'setup.iHaveRead': 'I have read this instruction',
  'setup.hasRead': (v: { when: string }) => `has read this version, ${v.when}`,
  'setup.hasReadOld': (v: { version: number; when: string }) => `has read version ${v.version}, ${v.when}`,
  'setup.readByNobody': 'Nobody has said to have read it yet.',
}
