import { done, type RestAnswer } from './rest-answer.ts'
import { accountPath } from './rest-json.ts'
import type { On } from './rest-routes.ts'
import type { Switchboard } from './switchboard.ts'

/** The account itself, and keys to it beside its own token. */
export function accountRoutes(board: Switchboard, on: On): void {
  on('GET', '.json', 'account.fetch', () => done(accountJson(board)))
  on('POST', '/Keys.json', 'keys.create', ({ form }) => createKey(board, form))
}

const accountJson = (board: Switchboard): object => ({
  sid: board.accountSid,
  owner_account_sid: board.accountSid,
  friendly_name: 'Permanence',
  status: 'active',
  type: 'Full',
  auth_token: '',
  uri: `${accountPath(board)}.json`,
  subresource_uris: {},
})

/** The secret is told this once. */
function createKey(board: Switchboard, form: URLSearchParams): RestAnswer {
  const sid = board.makeSid('SK')
  const secret = board.makeSid('SK').slice(2)
  board.apiKeys.push({ sid, secret })
  return done({ sid, friendly_name: form.get('FriendlyName') ?? '', secret }, 201)
}
