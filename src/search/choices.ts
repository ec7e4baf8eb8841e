import type { TextKey } from '../i18n/text.ts'
import { choices, type ListKind } from './list-query.ts'

export type Choice = {
  readonly name: 'disposition' | 'outcome' | 'direction' | 'looked' | 'state' | 'urgency' | 'kind'
  readonly label: TextKey
  readonly values: readonly (readonly [value: string, text: TextKey])[]
}

const { calls, texts, slips, clients } = choices

/** What a list can be narrowed to by picking, in words. */
export const shownChoices: Record<ListKind, readonly Choice[]> = {
  calls: [
    {
      name: 'disposition',
      label: 'search.disposition',
      values: calls.disposition.map((value) => [value, `board.disposition.${value}`] as const),
    },
    {
      name: 'outcome',
      label: 'search.outcome',
      values: calls.outcome.map((value) => [value, `board.outcome.${value}`] as const),
    },
    {
      name: 'direction',
      label: 'search.direction',
      values: calls.direction.map((value) => [value, `search.direction.${value}`] as const),
    },
  ],
  texts: [
    {
      name: 'disposition',
      label: 'search.disposition',
      values: texts.disposition.map((value) => [value, `search.text.${value}`] as const),
    },
    {
      name: 'looked',
      label: 'search.looked',
      values: texts.looked.map((value) => [value, `search.looked.${value}`] as const),
    },
  ],
  slips: [
    {
      name: 'state',
      label: 'search.state',
      values: slips.state.map((value) => [value, `search.slip.${value}`] as const),
    },
    {
      name: 'urgency',
      label: 'search.urgency',
      values: slips.urgency.map((value) => [value, `search.urgency.${value}`] as const),
    },
    {
      name: 'kind',
      label: 'search.kind',
      values: slips.kind.map((value) => [value, `search.kind.${value}`] as const),
    },
  ],
  contacts: [],
  clients: [
    {
      name: 'state',
      label: 'search.state',
      values: clients.state.map((value) => [value, `search.client.${value}`] as const),
    },
  ],
}
