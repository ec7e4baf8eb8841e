import { setTimeout as wait } from 'node:timers/promises'
import { type Switchboard, track } from './switchboard.ts'
import { askWithRetries, type Webhook } from './webhook.ts'

/** Sends a webhook whose answer is ignored; resolves when it has been delivered, or put off by a trouble. */
export async function notify(board: Switchboard, webhook: Webhook): Promise<void> {
  const trouble = board.trouble.forWebhook(webhook.kind)
  const deliver = () => deliverOnce(board, webhook)
  switch (trouble?.does ?? 'onTime') {
    case 'lost':
      return
    case 'late':
      void track(board, wait(trouble?.delayMs ?? 50).then(deliver))
      return
    case 'outOfOrder':
      board.heldBack.set(webhook.kind, [...(board.heldBack.get(webhook.kind) ?? []), deliver])
      return
    case 'twice':
      await Promise.all([deliver(), deliver()])
      break
    default:
      await deliver()
  }
  await releaseHeldBack(board, webhook.kind)
}

export async function releaseHeldBack(board: Switchboard, kind: Webhook['kind']): Promise<void> {
  const held = board.heldBack.get(kind) ?? []
  board.heldBack.delete(kind)
  await Promise.all(held.map((deliver) => deliver()))
}

async function deliverOnce(board: Switchboard, webhook: Webhook): Promise<void> {
  const answer = await askWithRetries(board, webhook)
  if (answer.kind === 'unanswered') {
    board.alerts.push({ code: answer.errorCode, about: webhook.about, detail: answer.detail })
  } else if (answer.status >= 400) {
    const detail = `${webhook.kind} answered ${answer.status}`
    board.alerts.push({ code: 15003, about: webhook.about, detail })
  }
}
