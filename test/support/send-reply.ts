import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { createTransport } from 'nodemailer'

export type Reply = {
  readonly from: string
  readonly to: string
  readonly text: string
  readonly subject?: string
  readonly messageId?: string
  readonly headers?: Record<string, string>
  /** Empty for a bounce; else the address of `from`. */
  readonly envelopeFrom?: string
  readonly calendar?: string
  readonly padding?: number
}

/** Sends it as her mail server would; answers what ours said: 250, or the code it refused with. */
export async function sendReply(smtpUrl: string, reply: Reply): Promise<number> {
  const {
    from,
    to,
    text,
    subject = 'Re: message',
    messageId,
    headers,
    envelopeFrom = from,
    calendar,
    padding,
  } = reply
  const transport = createTransport({ url: smtpUrl, ignoreTLS: true })
  try {
    const { response } = await transport.sendMail({
      ...{ from, to, subject, text },
      ...(messageId && { messageId }),
      ...(headers && { headers }),
      ...(calendar && { icalEvent: { method: 'REPLY', content: calendar } }),
      ...(padding && { attachments: [{ filename: 'photo.jpg', content: Buffer.alloc(padding, 'x') }] }),
      envelope: { from: envelopeFrom, to: [to] },
    })
    return Number(response.slice(0, 3))
  } catch (error) {
    if (error instanceof Error && 'responseCode' in error) return Number(error.responseCode)
    throw error
  } finally {
    transport.close()
  }
}

/** One connection on which all of `commands` are said in turn; what was answered to each, the greeting first. */
export async function talkSmtp(smtpUrl: string, commands: readonly string[]): Promise<string[]> {
  const { hostname, port } = new URL(smtpUrl)
  const socket = connect({ host: hostname, port: Number(port) })
  const answers: string[] = []
  const left = [...commands]
  for await (const line of createInterface({ input: socket })) {
    if (!/^\d{3} /.test(line)) continue
    answers.push(line)
    const next = left.shift()
    if (next === undefined) break
    socket.write(`${next}\r\n`)
  }
  socket.destroy()
  return answers
}
