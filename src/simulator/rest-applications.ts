import { type Application, addApplication } from './devices/device.ts'
import { done, notFound, type RestAnswer } from './rest-answer.ts'
import { accountPath } from './rest-json.ts'
import { pageOf, restDate } from './rest-page.ts'
import type { Switchboard } from './switchboard.ts'

export function listApplications(board: Switchboard, query: Record<string, string>): RestAnswer {
  const found = [...board.applications.values()]
    .filter(({ friendlyName }) => !query.FriendlyName || query.FriendlyName === friendlyName)
    .reverse()
  const path = `${accountPath(board)}/Applications.json`
  return done(pageOf('applications', path, query, found, (one) => applicationJson(board, one)))
}

export function fetchApplication(board: Switchboard, sid: string): RestAnswer {
  const application = board.applications.get(sid)
  return application ? done(applicationJson(board, application)) : notFound(`/Applications/${sid}.json`)
}

export function createApplication(board: Switchboard, form: URLSearchParams): RestAnswer {
  const application = addApplication(board, { voiceUrl: '', friendlyName: '' })
  change(application, form)
  return done(applicationJson(board, application), 201)
}

export function updateApplication(board: Switchboard, sid: string, form: URLSearchParams): RestAnswer {
  const application = board.applications.get(sid)
  if (!application) return notFound(`/Applications/${sid}.json`)
  change(application, form)
  return done(applicationJson(board, application))
}

function change(application: Application, form: URLSearchParams): void {
  application.friendlyName = form.get('FriendlyName') ?? application.friendlyName
  application.voiceUrl = form.get('VoiceUrl') ?? application.voiceUrl
  application.voiceFallbackUrl = form.get('VoiceFallbackUrl') ?? application.voiceFallbackUrl
  application.statusCallback = form.get('StatusCallback') ?? application.statusCallback
  const method = form.get('VoiceMethod')
  if (method) application.voiceMethod = method === 'GET' ? 'GET' : 'POST'
}

function applicationJson(board: Switchboard, application: Application): object {
  return {
    sid: application.sid,
    account_sid: board.accountSid,
    api_version: '2010-04-01',
    friendly_name: application.friendlyName,
    voice_url: application.voiceUrl,
    voice_method: application.voiceMethod,
    voice_fallback_url: application.voiceFallbackUrl,
    voice_fallback_method: 'POST',
    voice_caller_id_lookup: false,
    status_callback: application.statusCallback,
    status_callback_method: 'POST',
    sms_url: null,
    sms_method: 'POST',
    sms_fallback_url: null,
    sms_fallback_method: 'POST',
    sms_status_callback: null,
    message_status_callback: null,
    public_application_connect_enabled: false,
    date_created: restDate(application.createdAt),
    date_updated: restDate(application.createdAt),
    uri: `${accountPath(board)}/Applications/${application.sid}.json`,
  }
}
