import { type Conference, findParticipant } from './conferences/conference.ts'
import type { Exchange } from './exchange.ts'
import { isOver, type Leg } from './leg.ts'
import type { Mail } from './mailbox.ts'
import { callOf } from './place-call.ts'
import type { Telephone } from './telephone.ts'

/** Calls and texts older than this many are left out of what the page shows. */
const SHOWN = 30

export type View = ReturnType<typeof viewOf>

/** Everything the page shows that changes. */
export function viewOf(exchange: Exchange, mails: Mail[], takesReplies: boolean) {
  const legs = exchange.calls.slice(-SHOWN)
  return {
    calls: legs.filter(({ direction }) => direction === 'inbound').map((leg) => legView(exchange, leg)),
    telephones: exchange.telephones.map((telephone) => telephoneView(exchange, telephone)),
    rooms: exchange.conferences.filter(({ status }) => status !== 'completed').map(roomView),
    mails: mails.map(({ id, subject, from, to, at, replyTo }) => {
      return { id, subject, from, to, at, canReply: takesReplies && replyTo !== null }
    }),
  }
}

export function legView(exchange: Exchange, leg: Leg) {
  const call = callOf(exchange.board, leg)
  return {
    sid: leg.sid,
    from: leg.from,
    to: leg.to,
    status: leg.status,
    isOver: isOver(leg),
    disposition: call.disposition,
    seconds: Math.round(call.durationSeconds),
    expects: expectsOf(leg),
    isHeld: !isOver(leg) && leg.timeline.some(({ kind, toSeconds }) => kind === 'hold' && toSeconds === null),
    timeline: leg.timeline,
  }
}

/** Somebody's number here: of a caller, or of whoever is rung. */
const numberOf = ({ direction, from, to }: Leg) => (direction === 'inbound' ? from : to)

function roomView(conference: Conference) {
  return {
    sid: conference.sid,
    people: conference.participants.map((participant) => {
      const { leg, presence, held, muted, coaches } = participant
      const coached = coaches === null ? null : findParticipant(conference, coaches)
      return {
        sid: leg.sid,
        number: numberOf(leg),
        rings: presence === 'invited',
        held,
        muted: muted || leg.isMutedThere,
        coaches: coached ? numberOf(coached.leg) : null,
        talks: conference.status === 'in-progress',
      }
    }),
  }
}

/** What the person on this leg can do now, beside hanging up. */
function expectsOf(leg: Leg): 'keys' | 'speech' | null {
  if (isOver(leg)) return null
  if (leg.onSpeech) return 'speech'
  return leg.onKey ? 'keys' : null
}

function telephoneView(exchange: Exchange, telephone: Telephone) {
  const leg = telephone.legs.at(-1)
  return {
    number: telephone.number,
    behaviour: telephone.behaviour,
    canAnswer: telephone.decide !== null,
    leg: leg ? legView(exchange, leg) : null,
    texts: telephone.texts.slice(-SHOWN),
  }
}
