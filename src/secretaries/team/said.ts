import { z } from 'zod'
import { t } from '../../i18n/text.ts'
import { doneNotice } from '../entry/sign-in-pages.ts'
import type { Managing } from '../manage-secretary.ts'
import type { Session } from '../session.ts'
import type { WrongField } from './team-form.ts'
import type { Said } from './team-pages.ts'

const querySchema = z.object({ done: z.string().max(40).optional().catch(undefined) })

const doneTexts = {
  invited: 'team.done.invited',
  notSent: 'team.done.notSent',
  saved: 'team.done.saved',
  linkSent: 'team.done.linkSent',
  linkNotSent: 'team.done.linkNotSent',
  ended: 'team.done.ended',
  totp: 'team.done.totp',
  disabled: 'team.done.disabled',
  enabled: 'team.done.enabled',
} as const

export type Done = keyof typeof doneTexts

/** What the address says was done just before. */
export function saidOf({ secretary }: Session, query: unknown): Said {
  const done = doneNotice(secretary.language, doneTexts, querySchema.parse(query).done)
  return done && { kind: 'good', text: done.text }
}

type Refusal = Exclude<Managing, 'done' | 'unknown'> | WrongField

export const refusedWords = ({ secretary }: Session, refusal: Refusal): Said => ({
  kind: 'urgent',
  text: t(secretary.language, `team.wrong.${refusal}`),
})
