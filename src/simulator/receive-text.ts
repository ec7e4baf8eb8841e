import { type Message, optOutType, segmentsOf } from './message.ts'
import { type Reading, readTwiml, type Verb } from './read-twiml.ts'
import { optOutKey, sendMessage } from './send-message.ts'
import type { FormFields } from './signature.ts'
import type { Line, Switchboard } from './switchboard.ts'
import { type Answer, ask } from './webhook.ts'

/** A text reaches a line: opt-out words are heeded, the SMS URL is asked, its replies are sent. */
export async function receiveText(board: Switchboard, message: Message, line: Line): Promise<void> {
  const optOut = optOutType(message.body)
  const key = optOutKey(line.number, message.from)
  if (optOut === 'STOP') board.optedOut.add(key)
  if (optOut === 'START') board.optedOut.delete(key)
  const fields = { ...textFields(board, message), ...(optOut ? { OptOutType: optOut } : {}) }
  const about = message.sid
  const answer = await ask(board, { kind: 'text', url: line.smsUrl, method: 'POST', fields, about })
  await follow(board, message, line, answer, fields)
}

async function follow(
  board: Switchboard,
  message: Message,
  line: Line,
  answer: Answer,
  fields: FormFields,
): Promise<void> {
  const read = readReply(answer)
  if ('verbs' in read) return reply(board, message, read.verbs)
  board.alerts.push({ code: read.errorCode, about: message.sid, detail: `text: ${read.detail}` })
  if (line.smsFallbackUrl === null) return
  const failed = { ...fields, ErrorCode: String(read.errorCode), ErrorUrl: line.smsUrl }
  const webhook = { kind: 'fallback' as const, url: line.smsFallbackUrl, method: 'POST' as const }
  const second = readReply(await ask(board, { ...webhook, fields: failed, about: message.sid }))
  if ('verbs' in second) reply(board, message, second.verbs)
}

/** No content is a fine answer; plain text is a reply as it stands. */
function readReply(answer: Answer): Reading | { errorCode: number; detail: string } {
  if (answer.kind === 'unanswered') return answer
  if (answer.status < 200 || answer.status > 299) {
    return { errorCode: 11200, detail: `answered ${answer.status}` }
  }
  if (answer.body.trim() === '') return { verbs: [] }
  if (answer.contentType.startsWith('text/plain')) {
    return { verbs: [{ name: 'Message', attributes: {}, text: answer.body, children: [] }] }
  }
  return readTwiml(answer.body)
}

function reply(board: Switchboard, message: Message, verbs: Verb[]): void {
  for (const verb of verbs) {
    if (verb.name !== 'Message' && verb.name !== 'Sms') {
      const detail = `<${verb.name}> is not allowed in a reply to a text`
      board.alerts.push({ code: 12200, about: message.sid, detail })
      continue
    }
    const { to, from, statusCallback, action } = verb.attributes
    const sent = sendMessage(board, {
      direction: 'outbound-reply',
      from: from ?? message.to,
      to: to ?? message.from,
      body: verb.children.find(({ name }) => name === 'Body')?.text ?? verb.text,
      mediaUrls: verb.children.filter(({ name }) => name === 'Media').map(({ text }) => text),
      statusCallback: statusCallback ?? action ?? null,
    })
    if ('code' in sent) board.alerts.push({ code: sent.code, about: message.sid, detail: sent.message })
  }
}

function textFields(board: Switchboard, message: Message): FormFields {
  const { sid, from, to, body, mediaUrls } = message
  const places = ['From', 'To'].flatMap((side) =>
    ['City', 'State', 'Zip', 'Country'].map((part) => side + part),
  )
  return {
    ...Object.fromEntries(places.map((name) => [name, ''])),
    ToCountry: to.startsWith('+33') ? 'FR' : '',
    FromCountry: from.startsWith('+33') ? 'FR' : '',
    AccountSid: board.accountSid,
    ApiVersion: '2010-04-01',
    MessageSid: sid,
    SmsSid: sid,
    SmsMessageSid: sid,
    SmsStatus: 'received',
    From: from,
    To: to,
    Body: body,
    NumMedia: String(mediaUrls.length),
    NumSegments: String(segmentsOf(body)),
    ...Object.fromEntries(mediaUrls.map((url, index) => [`MediaUrl${index}`, url])),
    ...Object.fromEntries(mediaUrls.map((_, index) => [`MediaContentType${index}`, 'image/png'])),
  }
}
