import { z } from 'zod'
import type { Viewer } from '../../console/console-frame.ts'
import type { Context } from '../../context.ts'
import { t } from '../../i18n/text.ts'
import { whenInWords } from '../../i18n/time-in-words.ts'
import type { PartName } from './part.ts'
import { listSetupActs, type SetupAct } from './queries.ts'

const agencyZone = 'Europe/Paris'
const looksBack = 30

/** "Claire Vidal l'a modifié aujourd'hui à 10 h 05." */
export async function sayWhoChanged(
  { db }: Pick<Context, 'db'>,
  { language, now }: Viewer,
  clientId: number,
  changed: { readonly part: PartName; readonly key: string | null },
): Promise<string> {
  const acts = await listSetupActs(db, clientId, { limit: looksBack, before: null })
  const act = acts.find((one) => touches(one, changed))
  if (!act) return t(language, 'setup.changedBySomebody')
  const when = whenInWords({ at: act.at, now, timeZone: agencyZone }, language)
  return t(language, 'setup.changedBy', { who: act.actorName ?? t(language, 'setup.software'), when })
}

const afterSchema = z.object({
  changes: z.array(z.object({ part: z.string(), key: z.string().nullable() })),
})

const ownSettings: ReadonlySet<PartName> = new Set([
  'settings',
  'slipFields',
  'slipTemplates',
  'answering',
  'recording',
])

/** Recording, fields and templates of slips belong to the settings, in the folder as in the act. */
function touches({ verb, after }: SetupAct, { part, key }: { part: PartName; key: string | null }): boolean {
  if (verb === 'settings.changed' || verb === 'settings.restored') return part === 'executives'
  const changes = afterSchema.safeParse(after).data?.changes ?? []
  const inSettings = ownSettings.has(part)
  return changes.some((change) =>
    inSettings ? change.part === 'settings' : change.part === part && (key === null || change.key === key),
  )
}
