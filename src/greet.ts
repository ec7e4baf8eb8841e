import type { Config } from './config.ts'

/** The last lines of a start: what runs, and what to open. A demo's are for people, a server's for its log. */
export function greet(config: Config, demo: boolean): void {
  const lines = demo ? demoLines(config) : [`Permanence (${config.role}): ${config.publicUrl}`]
  console.log(lines.join('\n'))
}

const demoLines = ({ publicUrl }: Config): string[] => [
  '',
  '  Permanence est prêt. · Permanence is ready.',
  '',
  `    Téléphones · Telephones   ${publicUrl}/simulator`,
  `    Console · Console         ${publicUrl}/console`,
  '    Essayez · Try             entrez comme Alice, puis appelez le Cabinet Morel comme Me Petit',
  '                              come in as Alice, then ring Cabinet Morel as Me Petit',
  '    Arrêter · Stop            Ctrl-C',
  '',
]
