import EmailReplyParser from 'email-reply-parser'

// The library's patterns take minutes for a line of 8,000 characters, and seconds for 4,000 in short lines.
const longestRead = 2_000
const longestLine = 300
const longestHtml = 30_000

// Outlook's header block, with or without its line before, and the separators of forwarded mails.
const quotedBlock =
  /^(?:[_-]{8,}[ \t]*\n\s*)?\*?(?:De|From)\*?[ \u00a0]?:.*\n\*?(?:Envoyé|Envoyée|Sent|Date|À|To)\*?[ \u00a0]?:|^-{2,}[ \t]*(?:Message d['’]origine|Message original|Original message|Message transféré|Forwarded message)[ \t]*-{2,}/im
const attribution = /^(?:Le|On)\s[^\n]*\d[^\n]*(?:\n[^\n]+){0,2}(?:a écrit|wrote)[ \u00a0]?:[ \t]*$(?!\s*>)/m
const advertisement =
  /^[ \t>]*(?:Obtenez Outlook pour|Télécharge[rz] Outlook pour|Get Outlook for|Envoyé(?:e)? (?:de|depuis|à partir de) (?:mon|ma|l['’]|Yahoo|Outlook|Proton)|Sent from (?:my|Outlook|Yahoo|Proton|Mail for)|Provenance : Courrier).*$/im
const closing =
  /^[ \t]*(?:(?:bien |très )?cordialement|cdlt|cdt|bien à vous|bonne (?:journée|soirée|réception)|(?:best|kind|warm)? ?regards|best wishes|sincerely|cheers)[ \t]*[,.!]*[ \t]*$/im

/** What she wrote herself: no quotes, no signature, nothing that her mail program added. */
export function replyText(text: string): string {
  const read = shortened(text.slice(0, 20 * longestRead))
  const own = new EmailReplyParser().parseReply(before(before(read, quotedBlock), attribution))
  return before(before(own, advertisement), closing).trim()
}

/** A mail that came as HTML only. */
export function htmlText(html: string): string {
  return before(
    html.slice(0, longestHtml),
    /<blockquote|<div[^>]*(?:gmail_quote|divRplyFwdMsg|appendonsend)|<hr\b/i,
  )
    .replace(/<(style|script|head|title)\b(?:(?!<\1\b)[\s\S])*?<\/\1>|<!--(?:(?!<!--)[\s\S])*?-->/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/<(?:br|\/p|\/div|\/li|\/tr)\b[^>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:#(\d{1,6})|#x([\da-f]{1,6})|(\w{1,8}));/gi, (whole, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : 0
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : (entities[String(name)] ?? whole)
    })
}

const entities: Record<string, string> = {
  ...{
    nbsp: ' ',
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    rsquo: '’',
    lsquo: '‘',
    laquo: '«',
    raquo: '»',
  },
  ...{ eacute: 'é', egrave: 'è', ecirc: 'ê', agrave: 'à', acirc: 'â', ccedil: 'ç', ugrave: 'ù', deg: '°' },
}

/** Of each quote its beginning is enough to know it by: an answer may stand below. */
function shortened(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trimEnd().slice(0, longestLine))
  const isQuote = (line: string | undefined) => line?.startsWith('>') ?? false
  return lines
    .filter((line, at) => !isQuote(line) || !isQuote(lines[at - 1]) || !isQuote(lines[at - 2]))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .slice(0, longestRead)
}

function before(text: string, mark: RegExp): string {
  const at = text.search(mark)
  return at === -1 ? text : text.slice(0, at)
}
