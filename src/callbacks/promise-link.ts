import type { Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'

type About = {
  readonly clientId: number
  readonly number: string | null
  readonly name: string | null
  readonly callId?: string
  readonly slipId?: string
}

/** To the form of a promise, filled in with whom it is about. */
export function promiseLink(
  { language }: Pick<Viewer, 'language'>,
  { clientId, number, name, callId, slipId }: About,
): Html {
  const who = [number, name].filter(Boolean).join(' ')
  const fields = { client: String(clientId), who, ...(callId && { callId }), ...(slipId && { slipId }) }
  const query = new URLSearchParams(fields).toString()
  return html`<p><a href="${`/console/callbacks/new?${query}`}">${t(language, 'callbacks.fromHere')}</a></p>`
}
