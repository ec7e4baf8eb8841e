import type { FastifyInstance } from 'fastify'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { instantOf } from '../instant-of.ts'
import { localTime } from '../local-time.ts'
import type { Comparison } from './compare-decisions.ts'
import { comparePage, type Dates } from './compare-pages.ts'
import { comparePastCalls } from './compare-past-calls.ts'
import type { RulesView } from './load-rules.ts'
import { rulesOf } from './rules-routes.ts'

const mostDays = 366

/** A draft tried on the calls of a period, the last thirty days unless dates are given. */
export async function compareRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get(
    '/clients/:clientId/rules/compare',
    { config: { access: 'supervisor' } },
    async (request, reply) => {
      const view = await rulesOf(context, request)
      const dates = datesSchema.safeParse(request.query).data ?? lastThirtyDays(context.now(), view)
      const compared = await compare(context, view, dates)
      const viewer = viewerOf(context, sessionOf(request))
      return sendConsolePage(
        reply,
        compared === 'badDates' ? 422 : 200,
        comparePage(viewer, view, dates, compared),
      )
    },
  )
}

const datesSchema = z.object({ from: z.iso.date(), to: z.iso.date() })

async function compare(
  context: Context,
  view: RulesView,
  { from, to }: Dates,
): Promise<Comparison | 'noDraft' | 'badDates'> {
  if (!view.draft) return 'noDraft'
  if (from > to || dayAfter(from, mostDays) <= to) return 'badDates'
  return comparePastCalls(context.db, view, view.draft.ruleSet, periodOf({ from, to }, view))
}

export const periodOf = ({ from, to }: Dates, { client: { hours } }: Pick<RulesView, 'client'>) => ({
  from: instantOf(from, '00:00', hours.timeZone),
  until: instantOf(dayAfter(to, 1), '00:00', hours.timeZone),
})

/** Today included. */
export function lastThirtyDays(now: Date, { client }: Pick<RulesView, 'client'>): Dates {
  const to = localTime(now, client.hours.timeZone).today.date
  return { from: dayAfter(to, -29), to }
}

const dayAfter = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString()
