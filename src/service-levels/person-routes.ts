import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findSwitches } from '../agency/switches.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { t } from '../i18n/text.ts'
import { agencyTimeZone } from '../secretaries/agency-time-zone.ts'
import { findSecretary } from '../secretaries/find-secretary.ts'
import { recordAccountEvent } from '../secretaries/record-account-event.ts'
import type { Session } from '../secretaries/session.ts'
import { findLevelsInTime } from './find-levels.ts'
import { askedSchema } from './find-report.ts'
import { type Days, daysOf } from './period.ts'
import { type Person, personPage } from './person-pages.ts'
import { sayFault } from './say-fault.ts'

type LevelsContext = Pick<Context, 'config' | 'db' | 'now'>

/** A single person's figures: for herself, and for supervisors, whose every look is written down. */
export async function personRoutes(app: FastifyInstance, context: LevelsContext): Promise<void> {
  app.get('/service-levels/mine', async (request, reply) => {
    const session = sessionOf(request)
    await allowedOrThrow(context, session)
    const { id, name } = session.secretary
    const asked = periodOrThrow(context, session, request.query)
    return sendConsolePage(reply, 200, await show(context, session, { id, name, isHerself: true }, asked))
  })

  app.get(
    '/service-levels/people/:secretaryId',
    { config: { access: 'supervisor' } },
    async (request, reply) => {
      const session = sessionOf(request)
      await allowedOrThrow(context, session)
      const key = keySchema.safeParse(request.params)
      const found = key.success ? await findSecretary(context.db, key.data.secretaryId) : null
      if (!found) throw new AppError(404, 'notFound', 'an address that names no secretary')
      const asked = periodOrThrow(context, session, request.query)
      const isHerself = found.id === session.secretary.id
      // Before she sees anything.
      if (!isHerself)
        await recordAccountEvent(context.db, {
          ...{ actorId: session.secretary.id, secretaryId: found.id, verb: 'figuresSeen' },
          ...{ details: { ...asked.days }, at: context.now() },
        })
      const { id, name } = found
      return sendConsolePage(reply, 200, await show(context, session, { id, name, isHerself }, asked))
    },
  )
}

const keySchema = z.object({ secretaryId: z.uuid() })

async function allowedOrThrow({ db }: LevelsContext, { secretary }: Session): Promise<void> {
  const { singleFigures } = await findSwitches(db)
  if (!singleFigures) throw new AppError(403, 'switchedOff', t(secretary.language, 'levels.singlesOff'))
}

type AskedDays = { readonly period: string; readonly days: Days }

function periodOrThrow({ now }: LevelsContext, { secretary }: Session, query: unknown): AskedDays {
  const asked = askedSchema.parse(query)
  const days = daysOf(asked, now(), agencyTimeZone)
  if ('kind' in days) throw new AppError(400, 'badPeriod', sayFault(days, secretary.language, now()))
  return { period: asked.period, days }
}

async function show(context: LevelsContext, session: Session, person: Person, { period, days }: AskedDays) {
  const time = await findLevelsInTime(context.db, { kind: 'secretary', secretaryId: person.id }, days)
  return personPage(viewerOf(context, session), { person, period, days, time })
}
