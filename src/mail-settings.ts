import { createPrivateKey } from 'node:crypto'
import { z } from 'zod'

/** What mails are signed with (RFC 6376); `privateKey` is PEM. */
export type Dkim = { readonly domain: string; readonly selector: string; readonly privateKey: string }

export type MailConfig = {
  readonly smtpUrl: string | null
  readonly from: string
  readonly dkim: Dkim | null
  /** What replies are addressed to; null where nobody can reply. Workers write it, web processes listen for it. */
  readonly replyDomain: string | null
}

/** Where our own mail server listens for replies; port 0 is any free one. */
export type MailIntakeConfig = { readonly port: number; readonly host: string }

const blank = (value: unknown) => (value === '' ? undefined : value)
const matching = (pattern: RegExp, error: string) =>
  z.preprocess(blank, z.string().regex(pattern, error).optional())
const domain = matching(
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/,
  'expected a domain such as reponse.example.fr',
)

const shortestKeyBits = 1024

/** From one line too, with `\n` where the lines end. */
const privateKey = z
  .string()
  .transform((text) => text.replaceAll('\\n', '\n'))
  .refine(isRsaKey, `expected an RSA private key of at least ${shortestKeyBits} bits as PEM`)

export const mailSettings = {
  SMTP_URL: z.preprocess(
    blank,
    z
      .url({
        protocol: /^smtps?$/,
        error: 'expected an address such as smtps://user:password@mail.example.fr',
      })
      .optional(),
  ),
  MAIL_FROM: z.preprocess(blank, z.email('expected an e-mail address').optional()),
  DKIM_DOMAIN: domain,
  DKIM_SELECTOR: matching(
    /^[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?$/i,
    'expected a DKIM selector such as mail2026',
  ),
  DKIM_PRIVATE_KEY: z.preprocess(blank, privateKey.optional()),
  MAIL_INTAKE_DOMAIN: domain,
  MAIL_INTAKE_PORT: z.preprocess(
    blank,
    z.coerce.number('expected a port such as 25').int().min(0).max(65_535).optional(),
  ),
  MAIL_INTAKE_HOST: z.preprocess(blank, z.string().optional()),
}

const shape = z.object(mailSettings)
type Settings = z.output<typeof shape>

export function mailInconsistencies(s: Settings, demo: boolean): string[] {
  const wrong: string[] = []
  const names = ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_PRIVATE_KEY'] as const
  if (names.some((name) => s[name]))
    for (const name of names)
      if (!s[name]) wrong.push(`${name}: missing, the three DKIM settings belong together`)
  if (s.MAIL_INTAKE_PORT !== undefined && !s.MAIL_INTAKE_DOMAIN && !demo)
    wrong.push('MAIL_INTAKE_DOMAIN: missing, since MAIL_INTAKE_PORT is set')
  return wrong
}

export function toMailConfig(s: Settings, demo: boolean): MailConfig {
  const { DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY } = s
  return {
    smtpUrl: s.SMTP_URL ?? null,
    from: s.MAIL_FROM ?? 'permanence@permanence.demo.test',
    dkim:
      DKIM_DOMAIN && DKIM_SELECTOR && DKIM_PRIVATE_KEY
        ? { domain: DKIM_DOMAIN, selector: DKIM_SELECTOR, privateKey: DKIM_PRIVATE_KEY }
        : null,
    replyDomain: s.MAIL_INTAKE_DOMAIN ?? (demo ? 'reponse.permanence.demo.test' : null),
  }
}

export function toMailIntakeConfig(s: Settings, demo: boolean): MailIntakeConfig | null {
  const port = s.MAIL_INTAKE_PORT ?? (demo ? 0 : null)
  return port === null ? null : { port, host: s.MAIL_INTAKE_HOST ?? (demo ? '127.0.0.1' : '0.0.0.0') }
}

function isRsaKey(pem: string): boolean {
  try {
    const key = createPrivateKey(pem)
    return (
      key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= shortestKeyBits
    )
  } catch {
    return false
  }
}
