import type { agencyFr } from './agency-fr.ts'

export const agencyEn = {
  'agency.title': 'Agency settings',
  'agency.turnedBy': (p: { name: string; when: string }) => `by ${p.name}, ${p.when}`,
  'agency.outgoingStopped': 'Outgoing calls',
  'agency.outgoingStopped.does':
    'Once stopped, no call leaves the console any more, for any client. Calls under way go on, and so do those that arrive.',
  'agency.outgoingStopped.isOn': 'Stopped',
  'agency.outgoingStopped.isOff': 'Allowed',
  'agency.outgoingStopped.on': 'Stop outgoing calls',
  'agency.outgoingStopped.off': 'Allow them again',
  'agency.singleFigures': 'Figures per person',
  'agency.singleFigures.does':
    'Figures are those of teams. Once allowed, supervisors also see those of a single person, who sees her own; each look is written down.',
  'agency.singleFigures.isOn': 'Allowed',
  'agency.singleFigures.isOff': 'Not allowed',
  'agency.singleFigures.on': 'Allow figures per person',
  'agency.singleFigures.off': 'Allow them no longer',
} satisfies Record<keyof typeof agencyFr, unknown>
