import fc from 'fast-check'
import { expect, test } from 'vitest'
import { html } from '../src/html.ts'

test.each([
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['"><img src=x onerror=alert(1)>', '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;'],
  ["x'||pg_sleep(5)||'", 'x&#39;||pg_sleep(5)||&#39;'],
  ['Morel & Associés &amp; Cie', 'Morel &amp; Associés &amp;amp; Cie'],
])('%s is shown as text', (name, escaped) => {
  expect(`${html`<b title="${name}">${name}</b>`}`).toBe(`<b title="${escaped}">${escaped}</b>`)
})

test('fragments and lists nest, and nothing is written for null, undefined and false', () => {
  const items = ['<1>', '2'].map((name) => html`<li>${name}</li>`)
  expect(String(html`<ul>${items}</ul>${null}${undefined}${false}${0}${[1, ['<']]}`)).toBe(
    '<ul><li>&lt;1&gt;</li><li>2</li></ul>01&lt;',
  )
})

test('an unquoted attribute is refused', () => {
  expect(() => html`<a href=${'x onclick=alert(1)'}>a</a>`).toThrow('unquoted attribute')
})

test('an object that looks like markup is not taken for it', () => {
  const forged = JSON.parse('["<b>", {"toString": "<i>"}]')
  expect(() => html`${forged}`).toThrow()
})

test('no text can open a tag, end an attribute or start an entity', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = String(html`${text}`)
      expect(escaped).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/)
      const back = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }
      expect(
        Object.entries(back).reduce((all, [entity, sign]) => all.replaceAll(entity, sign), escaped),
      ).toBe(text)
    }),
  )
})
