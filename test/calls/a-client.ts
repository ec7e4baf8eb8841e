import { defaultAnswering } from '../../src/answering/answering.ts'
import type { Client } from '../../src/clients/client.ts'
import { defaultOutgoing } from '../../src/outgoing/outgoing.ts'
import { hoursSchema } from '../../src/rules/hours.ts'
import { tel } from '../rules/demo-clients.ts'

/** Cabinet Morel in memory, with whatever a test wants otherwise. */
export const aClient = (otherwise: Partial<Client> = {}): Client => ({
  ...{ clientId: 7, key: 'morel', name: 'Cabinet Morel', language: 'fr', version: 1, ruleSetVersion: 1 },
  ...{
    publicNumber: tel('+33199003000'),
    emergencyNumber: null,
    greeting: null,
    voice: null,
    textReply: null,
    awayPhrase: null,
  },
  ...{ state: 'live', awaitsTest: false },
  ...{ health: false, allowedCountries: ['FR'] },
  setUpAt: new Date('2026-01-05T08:00:00Z'),
  hours: hoursSchema.parse({ opening: [], cover: [] }),
  answering: defaultAnswering,
  recording: null,
  outgoing: defaultOutgoing,
  executives: new Map([
    ['morel', { id: 'e1', key: 'morel', name: 'Me Morel', number: tel('+33199001101') }],
    ['haddad', { id: 'e2', key: 'haddad', name: 'Me Haddad', number: null }],
  ]),
  ...otherwise,
})
