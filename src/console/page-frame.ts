import { type Html, html } from '../html.ts'
import type { Language } from '../i18n/text.ts'

/** No inline script or style, nothing from other hosts: what slips into a page as text cannot run. */
export const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; " +
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
} as const

/** The frame of a page that stands alone, for people without an account. */
export function pageFrame(page: { language: Language; title: string; main: Html }): Html {
  return html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${page.title}</title>
<link rel="stylesheet" href="/assets/pico.min.css">
<link rel="stylesheet" href="/assets/page.css">
</head>
<body>
<main class="container">
${page.main}
</main>
</body>
</html>
`
}
