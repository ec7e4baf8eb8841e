/** The exchange's voices that a client may choose from: French and English ones that read whole sentences well. */
export const voices = [
  'Polly.Lea-Neural',
  'Polly.Remi-Neural',
  'Polly.Lea',
  'Polly.Celine',
  'Polly.Mathieu',
  'Polly.Gabrielle-Neural',
  'Polly.Liam-Neural',
  'Google.fr-FR-Neural2-A',
  'Google.fr-FR-Neural2-B',
  'Polly.Amy-Neural',
  'Polly.Brian-Neural',
  'Polly.Joanna-Neural',
] as const
export type Voice = (typeof voices)[number]
