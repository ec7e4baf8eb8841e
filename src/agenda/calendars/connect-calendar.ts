import { and, eq, isNull } from 'drizzle-orm'
import { type Act, recordAct } from '../../acts/record-act.ts'
import { executives } from '../../clients/tables.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { sealFor } from './secrets.ts'
import { calendars } from './tables.ts'

export type NewCalendar = {
  readonly clientId: number
  readonly executiveId: string
  readonly name: string
} & (
  | { readonly kind: 'ics'; readonly address: string }
  | {
      readonly kind: 'caldav'
      readonly url: string
      readonly username: string
      readonly password: string
      readonly writes: boolean
    }
)

type By = { readonly actor: Act['actor'] }

/** From now on it is read. The act names it and its host, never how one gets in. */
export async function connectCalendar(
  { config, db, now }: Pick<Context, 'config' | 'db' | 'now'>,
  calendar: NewCalendar,
  { actor }: By,
): Promise<string> {
  const { clientId, executiveId, kind, name } = calendar
  const [id, at] = [newId(), now()]
  const secret = kind === 'ics' ? calendar.address : calendar.password
  const reached =
    kind === 'ics'
      ? { url: `${new URL(calendar.address).origin}/`, username: null, writes: false }
      : { url: calendar.url, username: calendar.username, writes: calendar.writes }
  await db.transaction(async (tx) => {
    const isHer = and(
      eq(executives.clientId, clientId),
      eq(executives.id, executiveId),
      isNull(executives.leftAt),
    )
    const [executive] = await tx.select({ id: executives.id }).from(executives).where(isHer)
    if (!executive) throw new AppError(404, 'notFound', 'no such executive')
    const row = { clientId, id, executiveId, kind, name, ...reached, secret: sealFor(config, id, secret) }
    await tx.insert(calendars).values({ ...row, nextAt: at, createdAt: at })
    const { url, writes } = reached
    await recordAct(tx, {
      ...{ clientId, actor, verb: 'calendar.connected', subject: { kind: 'calendar', id }, before: null, at },
      after: { executiveId, kind, name, host: new URL(url).host, writes },
      authority: 'console',
    })
  })
  return id
}
