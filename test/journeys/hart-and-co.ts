import { fileURLToPath } from 'node:url'
import { importAgency } from '../../src/clients/agency-folder/import-agency.ts'
import type { AgencyRig } from '../support/agency-rig.ts'

const path = fileURLToPath(new URL('hart-and-co.yaml', import.meta.url))

export const hart = {
  line: '+33199001005',
  publicNumber: '+33199003000',
  executive: '+33199003101',
  friend: '+33199003201',
  direct: '+33199003202',
  nophone: '+33199003203',
  pest: '+33199003204',
  bore: '+33199003205',
  dead: '+33199003206',
}

/** Hart & Co comes to the agency while it runs, as a real client would: by an import. */
export async function addHartAndCo({ context, exchange, url, clock }: AgencyRig): Promise<void> {
  const options = { path, mode: 'apply', now: clock.now(), demo: true, hdsHost: null } as const
  const { kind, problems, changed } = await importAgency(context.db, options)
  if (kind !== 'applied') throw new Error(`${kind}: ${problems.join('\n')}`)
  await context.directory.refresh(changed)
  exchange.addLine({
    number: hart.line,
    voiceUrl: `${url}/twilio/voice`,
    smsUrl: `${url}/twilio/sms`,
    statusCallback: `${url}/twilio/voice-status`,
    voiceFallbackUrl: `${url}/twilio/fallback`,
    smsFallbackUrl: `${url}/twilio/fallback`,
  })
}
