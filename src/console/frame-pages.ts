import { type Html, html } from '../html.ts'
import { type Language, type TextKey, t } from '../i18n/text.ts'
import { consoleFrame, type Viewer } from './console-frame.ts'
import { pageFrame } from './page-frame.ts'

type Refusal = Extract<TextKey, `refusal.${string}`> | { readonly why: string }

/** Says what was refused and that nothing was changed; for somebody not signed in, in a frame without a menu. */
export function refusalPage(viewer: Viewer | Language, refusal: Refusal): Html {
  const language = typeof viewer === 'string' ? viewer : viewer.language
  const title = t(language, 'console.wrong')
  const why = typeof refusal === 'string' ? t(language, refusal) : refusal.why
  const main = html`<h1>${title}</h1>
<p role="alert">${why}</p>
<p>${t(language, 'console.nothingChanged')}</p>
<p><a href="/console">${t(language, 'console.back')}</a></p>`
  return typeof viewer === 'string'
    ? pageFrame({ language, title, main })
    : consoleFrame(viewer, { title, main })
}
