import type { Context } from '../context.ts'
import { alertOf } from '../deliveries/close-delivery.ts'
import { type CallReport, recordCallReport } from '../deliveries/record-call-report.ts'
import { raiseAlert } from './raise-alerts.ts'

/** How a call that we placed fared. When it ended without her word, the next step follows at once. */
export async function receiveCallReport(
  context: Pick<Context, 'config' | 'db' | 'jobs' | 'live' | 'log' | 'now'>,
  report: CallReport,
): Promise<void> {
  const call = await recordCallReport(context, report)
  if (call) await raiseAlert(context, alertOf(call))
}
