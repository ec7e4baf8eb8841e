import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { explainDefault, explainRule } from '../explain.ts'
import type { Reader } from '../explain-condition.ts'
import type { RuleChange } from './compare-rule-sets.ts'
import { titleOf } from './rule-item-pages.ts'

/** What differs between two versions, in words: each rule with its sentence before and after. */
export function changesList(reader: Reader, changes: readonly RuleChange[]): Html {
  const { language } = reader
  if (changes.length === 0) return html`<p>${t(language, 'editor.noChange')}</p>`
  return html`<ul class="changes">${changes.map((change) => html`<li class="${change.kind}">${changePart(reader, change)}</li>`)}</ul>`
}

function changePart(reader: Reader, change: RuleChange): Html {
  const { language } = reader
  switch (change.kind) {
    case 'added': {
      const words = t(language, 'editor.added', { rule: titleOf(change.rule), place: change.place })
      return html`<strong>${words}</strong><ins><bdi>${explainRule(change.rule, reader)}</bdi></ins>`
    }
    case 'removed': {
      const words = t(language, 'editor.gone', { rule: titleOf(change.rule) })
      return html`<strong>${words}</strong><del><bdi>${explainRule(change.rule, reader)}</bdi></del>`
    }
    case 'changed':
      return changedPart(reader, change)
    case 'moved': {
      const { rule, from, to } = change
      return html`<strong>${t(language, 'editor.movedFrom', { rule: titleOf(rule), from, to })}</strong>`
    }
    case 'default':
      return html`<strong>${t(language, 'editor.defaultChanged')}</strong>${beforeAfter(
        explainDefault(change.before, reader),
        explainDefault(change.after, reader),
      )}`
    default:
      return change satisfies never
  }
}

/** Some settings, such as a greeting, are in no sentence. */
function changedPart(reader: Reader, { before, after }: Extract<RuleChange, { kind: 'changed' }>): Html {
  const { language } = reader
  const [old, now] = [explainRule(before, reader), explainRule(after, reader)]
  const renamed = before.name !== after.name
  const title = renamed
    ? t(language, 'editor.renamed', { before: titleOf(before), rule: titleOf(after) })
    : t(language, 'editor.changed', { rule: titleOf(after) })
  const rest = old === now && !renamed && html` <span>${t(language, 'editor.detailsOnly')}</span>`
  return html`<strong>${title}</strong>${old === now ? html`<span class="same"><bdi>${now}</bdi></span>${rest}` : beforeAfter(old, now)}`
}

const beforeAfter = (before: string, after: string): Html =>
  html`<del><bdi>${before}</bdi></del><ins><bdi>${after}</bdi></ins>`
