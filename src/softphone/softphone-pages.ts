import { formTokenField, liveState, type Viewer } from '../console/console-frame.ts'
import { stationBars, stationHead } from '../floor/station-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'

/**
 * A small window that stays open: pages of the console come and go, the call does not. `device` is the address of
 * the script that speaks to the exchange; null where there is none.
 */
export function softphonePage(viewer: Viewer, device: string | null): Html {
  const { language, secretary } = viewer
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${t(language, 'softphone.title')} · ${secretary.name} | Permanence</title>
<link rel="stylesheet" href="/assets/pico.min.css">
<link rel="stylesheet" href="/assets/console/console.css">
<link rel="stylesheet" href="/assets/console/station.css">
<link rel="stylesheet" href="/assets/console/softphone.css">
${device && html`<script type="module" src="/assets/console/softphone.js"></script>`}
</head>
<body class="softphone" data-secretary="${secretary.id}" data-single-keys="${secretary.singleKeys ? 'on' : 'off'}"${device && html` data-device="${device}"`}>
<header class="top"><strong><bdi>${secretary.name}</bdi></strong> ${device && liveState(language)}
<form class="who" method="post" action="/console/sign-out">${formTokenField(viewer)}</form></header>
<main id="main">
<h1 class="unseen">${t(language, 'softphone.title')}</h1>
${device ? telephone(viewer) : html`<p class="notice">${t(language, 'softphone.none')}</p><p><a href="/console/station">${t(language, 'station.title')}</a></p>`}
</main>
</body>
</html>
`
}

function telephone(viewer: Viewer): Html {
  const { language } = viewer
  const troubles = ['unregistered', 'failed', 'noMicrophone', 'noStream', 'signedOut'] as const
  return html`${stationHead(viewer)}
<p id="trouble" class="notice urgent" role="alert"${troubles.map((one) => html` data-${one.toLowerCase()}="${t(language, `softphone.${one}`)}"`)} hidden></p>
<section id="begin"><button type="button" id="start" disabled>${t(language, 'softphone.start')}</button>
<p class="meta" data-starting="${t(language, 'softphone.starting')}">${t(language, 'softphone.startWhy')}</p></section>
<section id="elsewhere" hidden><p class="notice">${t(language, 'softphone.elsewhere')}</p>
<button type="button" class="small" id="take-here">${t(language, 'softphone.takeHere')}</button></section>
${stationBars(viewer)}
<section id="keypad" aria-label="${t(language, 'softphone.keypad')}" hidden>${['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'].map((key) => html`<button type="button" class="secondary" data-digit="${key}">${key}</button>`)}</section>
<p class="line leaving"><button type="button" class="plain" id="leave" hidden>${t(language, 'softphone.leave')}</button>
<a class="push" href="/console/station" target="permanence-console">${t(language, 'station.device')}</a></p>
<details id="audio"><summary>${t(language, 'softphone.test')}</summary>
<label for="input">${t(language, 'softphone.input')}</label>
<select id="input"><option value="default">${t(language, 'softphone.standard')}</option></select>
<label for="level">${t(language, 'softphone.level')}</label>
<meter id="level" min="0" max="100" low="4" value="0"></meter>
<label for="output">${t(language, 'softphone.output')}</label>
<select id="output"><option value="default">${t(language, 'softphone.standard')}</option></select>
<button type="button" class="small secondary" id="test-sound">${t(language, 'softphone.testSound')}</button>
</details>
<details><summary>${t(language, 'softphone.keys')}</summary><p class="meta">${t(language, 'softphone.keysList')}</p></details>`
}
