import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { t } from '../../i18n/text.ts'
import { phoneNumberSchema, type Rule, type RuleSet, takeMessageSchema } from '../rule.ts'
import { putRule } from './edit-rules.ts'
import { fieldsOfDefault, fieldsOfRule } from './fields-of-rule.ts'
import { type Fields, placesOf, readFields, textOf } from './form-fields.ts'
import type { RulesView } from './load-rules.ts'
import { readDefault, readRule } from './read-rule.ts'
import { rulesAddress } from './rule-address.ts'
import { type RuleForm, ruleFormPage } from './rule-form-pages.ts'
import { changeRules, rulesOf } from './rules-routes.ts'

const supervisors = { config: { access: 'supervisor' } } as const

/** The form of one rule, and of the default. */
export async function ruleFormRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/clients/:clientId/rules/rule', supervisors, async (request, reply) => {
    const view = await rulesOf(context, request)
    return show(context, request, reply, view, {
      fields: askedFields(view, request.query),
      problems: new Map(),
    })
  })
  app.get('/clients/:clientId/rules/default', supervisors, async (request, reply) => {
    const view = await rulesOf(context, request)
    return show(context, request, reply, view, {
      fields: fieldsOfDefault(view.shown.default),
      problems: new Map(),
    })
  })
  app.post('/clients/:clientId/rules/rule', supervisors, async (request, reply) => {
    const view = await rulesOf(context, request)
    const fields = readFields(request.body)
    const pressed = textOf(fields, 'do')
    if (pressed === 'add')
      return show(context, request, reply, view, { ...withAdded(fields), problems: new Map() })
    if (pressed.startsWith('drop.'))
      return show(context, request, reply, view, {
        fields: without(fields, pressed.slice(5)),
        problems: new Map(),
      })
    const read = readRule(fields, keysOf(view))
    if (read.kind === 'problems')
      return show(context, request, reply, view, { fields, problems: read.problems })
    return save(context, request, reply, view, fields, (ruleSet) => putRule(ruleSet, read.rule))
  })
  app.post('/clients/:clientId/rules/default', supervisors, async (request, reply) => {
    const view = await rulesOf(context, request)
    const fields = readFields(request.body)
    const read = readDefault(fields)
    if (read.kind === 'problems')
      return show(context, request, reply, view, { fields, problems: read.problems })
    return save(context, request, reply, view, fields, (ruleSet) => ({ ...ruleSet, default: read.action }))
  })
}

/** A new rule's key is also apart from those in force, whose calls keep it. */
const keysOf = ({ shown, inForce }: RulesView): string[] =>
  [...shown.rules, ...inForce.ruleSet.rules].map(({ key }) => key)

async function save(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { client: { clientId } }: RulesView,
  fields: Fields,
  change: (ruleSet: RuleSet) => RuleSet,
): Promise<FastifyReply> {
  const outcome = await changeRules(context, request, clientId, change)
  if (outcome.kind !== 'takenOver') return reply.redirect(`${rulesAddress(clientId)}?done=saved`, 303)
  const view = await rulesOf(context, request)
  return show(context, request, reply, view, { fields, problems: new Map(), takenOver: outcome })
}

const askedQuery = z
  .object({
    key: z.string().optional(),
    preset: z.literal('telemarketing').optional(),
    /** Of a call or text that mattered though it was turned away. */
    caller: phoneNumberSchema.optional().catch(undefined),
  })
  .catch({})

function askedFields(view: RulesView, query: unknown): Fields {
  const { key, preset, caller } = askedQuery.parse(query)
  if (caller) return fieldsOfRule({ ...newRule, when: [{ kind: 'caller', numbers: [caller] }] })
  if (key === undefined) return fieldsOfRule(preset ? telemarketing(view) : newRule)
  const rule = view.shown.rules.find((one) => one.key === key)
  if (!rule) throw new AppError(404, 'notFound', `no rule ${key}`)
  return fieldsOfRule(rule)
}

const message = takeMessageSchema.parse({ kind: 'takeMessage' })
const newRule: Omit<Rule, 'key'> = { when: [], action: message }

/** To voicemail and not turned away: the ranges also hold people who call about an appointment. */
const telemarketing = ({ reader }: RulesView): Omit<Rule, 'key'> => ({
  name: t(reader.language, 'editor.telemarketingName'),
  when: [{ kind: 'caller', telemarketing: true }],
  action: { ...message, by: 'voicemail' },
})

function withAdded(fields: Fields): Pick<RuleForm, 'fields' | 'focus'> {
  const place = Math.max(-1, ...placesOf(fields)) + 1
  const kind = textOf(fields, 'addKind')
  return { fields: new Map([...fields, [`kind.${place}`, [kind]], ...defaultsOf(kind, place)]), focus: place }
}

const defaultsOf = (kind: string, place: number): [string, string[]][] =>
  kind === 'repeated'
    ? [
        [`${place}.times`, ['3']],
        [`${place}.minutes`, ['60']],
      ]
    : []

const without = (fields: Fields, place: string): Fields =>
  new Map([...fields].filter(([name]) => name !== `kind.${place}` && !name.startsWith(`${place}.`)))

function show(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  view: RulesView,
  form: RuleForm,
): FastifyReply {
  const status = form.takenOver ? 409 : form.problems.size > 0 ? 422 : 200
  return sendConsolePage(reply, status, ruleFormPage(viewerOf(context, sessionOf(request)), view, form))
}
