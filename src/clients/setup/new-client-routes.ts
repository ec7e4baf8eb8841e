import type { FastifyInstance } from 'fastify'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { t } from '../../i18n/text.ts'
import { createClient } from '../change-client.ts'
import { clients } from '../tables.ts'
import { type Entered, fieldsOf, one } from './field.ts'
import { newClientPage } from './new-client-pages.ts'
import { newKey } from './new-key.ts'
import type { About } from './part.ts'
import { settingsPart } from './parts/settings-part.ts'
import { placeIssues } from './place-issues.ts'
import { readEntered } from './read-entered.ts'
import { sayIssue } from './say-issue.ts'
import { clientPath } from './setup-frame.ts'

/** A new client begins with its settings; all else is added on its pages. */
export async function newClientRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const access = { config: { access: 'supervisor' as const } }
  app.get('/clients/new', access, (request, reply) => {
    const viewer = viewerOf(context, sessionOf(request))
    const about = aboutNew(context, viewer.language)
    const entered = settingsPart.entered(about, null) ?? {}
    return sendConsolePage(reply, 200, newClientPage(viewer, fresh(about, entered)))
  })
  app.post('/clients/new', access, async (request, reply) => {
    const session = sessionOf(request)
    const viewer = viewerOf(context, session)
    const about = aboutNew(context, viewer.language)
    const groups = settingsPart.groups(about)
    const entered = readEntered(request.body, fieldsOf(groups))
    const created = await create(context, about, entered, session.scope.actor)
    if (created.kind === 'created') return reply.redirect(clientPath(created.clientId), 303)
    if (created.kind === 'keyTaken') throw new Error('a key that was free was taken three times over')
    const { fields } = placeIssues(created.issues, [], fieldsOf(groups))
    const wrong = new Map(
      [...fields].map(([name, issues]) => [name, issues.map((issue) => sayIssue(issue, viewer.language))]),
    )
    const alerts = [t(viewer.language, 'setup.notSaved', { count: created.issues.length })]
    const page = { groups, filling: { language: viewer.language, entered, wrong, stored: null }, alerts }
    return sendConsolePage(reply, 422, newClientPage(viewer, page))
  })
}

const aboutNew = ({ config }: Pick<Context, 'config'>, language: About['language']): About => ({
  language,
  file: { language },
  demo: config.demo,
  teams: [],
})

const fresh = (about: About, entered: Entered) => ({
  groups: settingsPart.groups(about),
  filling: { language: about.language, entered, wrong: new Map(), stored: null },
  alerts: [],
})

/** Somebody may take the key between our look and the insert. */
async function create(
  context: Context,
  about: About,
  entered: Entered,
  actor: Parameters<typeof createClient>[1]['actor'],
) {
  const file = settingsPart.write(about, null, entered)
  for (let left = 3; ; left--) {
    const rows = await context.db.select({ key: clients.key }).from(clients)
    const key = newKey(
      one(entered, 'name'),
      rows.map((row) => row.key),
    )
    const created = await createClient(context, { actor, key, file })
    if (created.kind !== 'keyTaken' || left === 0) return created
  }
}
