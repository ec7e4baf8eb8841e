import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acts } from '../../src/acts/tables.ts'
import { assetsRoutes } from '../../src/console/assets-routes.ts'
import { digests, type StoredAgendaLine, type StoredLine } from '../../src/digests/tables.ts'
import { newId } from '../../src/ids.ts'
import { linkToken, makeLink } from '../../src/links/make-link.ts'
import { linksRoutes } from '../../src/links/routes.ts'
import type { LinkPurpose } from '../../src/links/tables.ts'
import { type Slip, takeMessage } from '../../src/messages/take-message.ts'
import { morel, startDeliveryRig } from '../support/delivery-rig.ts'

export type LinkRig = Awaited<ReturnType<typeof startLinkRig>>

/** Cabinet Morel with its signed pages on a real port. */
export async function startLinkRig() {
  const rig = await startDeliveryRig(mkdtempSync(join(tmpdir(), 'permanence-')), async (app, context) => {
    await app.register((scope) => linksRoutes(scope, context))
    await app.register(assetsRoutes)
  })
  const { context, app } = rig
  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })
  const post = (url: string, fields: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    })
  return {
    ...rig,
    get,
    post,
    /** The path of a link as the executive gets it. */
    async link(purpose: LinkPurpose, subjectId: string, executiveId: string = morel.id) {
      const subject = { clientId: 1, purpose, subjectId, executiveId }
      const token = linkToken(context.config, subject)
      await context.db.transaction((tx) => makeLink(tx, { ...subject, token }, context.now()))
      return `/l/1/${token}`
    },
    async message(slip: Slip) {
      return (await context.db.transaction((tx) => takeMessage(tx, slip, context.now()))).messageId
    },
    /** Of the last eight hours. */
    async digest(lines: StoredLine[], agenda: StoredAgendaLine[] = []) {
      const id = newId()
      const dueAt = context.now()
      const since = new Date(dueAt.getTime() - 8 * 3_600_000)
      const row = { clientId: 1, id, executiveId: morel.id, dueAt, since, state: 'composed' as const }
      await context.db.insert(digests).values({ ...row, lines, agenda, composedAt: dueAt })
      return id
    },
    /** Presses a button as a person does: opens the page, takes the fields of that button's form. */
    async press(url: string, choice: string, fields: Record<string, string> = {}) {
      const page = await get(url)
      const forms = page.body.split('<form').slice(1)
      const form = forms.find(
        (one) => one.includes(`value="${choice}"`) && (!fields.item || one.includes(fields.item)),
      )
      const hidden = (form ?? page.body).matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)
      const given = Object.fromEntries([...hidden].map(([, name = '', value = '']) => [name, value]))
      return post(url, { ...given, ...fields, choice })
    },
    async verbs() {
      const rows = await context.db.select().from(acts).orderBy(acts.at, acts.id)
      return rows.map(({ verb }) => verb).filter((verb) => !/\.(read|heard)$/.test(verb))
    },
  }
}

/** As people read it: without the marks of typography. */
export const plain = (page: { body: string }) =>
  page.body
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll('’', "'")
    .replaceAll('&#39;', "'")
