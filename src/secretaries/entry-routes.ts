import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { accountRoutes } from './account/account-routes.ts'
import { totpRoutes } from './account/totp-routes.ts'
import { passingRoutes } from './entry/passing-routes.ts'
import { passwordRoutes } from './entry/password-routes.ts'
import { signInRoutes } from './entry/sign-in-routes.ts'
import { accessRoutes } from './team/access-routes.ts'
import { colleagueRoutes } from './team/colleague-routes.ts'
import { teamRoutes } from './team/team-routes.ts'

/** Getting in, one's own account, and everybody's. */
export async function entryRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await app.register((scope) => signInRoutes(scope, context))
  await app.register((scope) => passingRoutes(scope, context))
  await app.register((scope) => passwordRoutes(scope, context))
  await app.register((scope) => accountRoutes(scope, context))
  await app.register((scope) => totpRoutes(scope, context))
  await app.register((scope) => teamRoutes(scope, context))
  await app.register((scope) => colleagueRoutes(scope, context))
  await app.register((scope) => accessRoutes(scope, context))
}
