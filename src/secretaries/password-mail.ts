import { type Language, t } from '../i18n/text.ts'
import { type Mail, writeMail } from '../messages/mail-page.ts'

export type PasswordMailKind = 'invitation' | 'reset'

type PasswordMail = {
  readonly kind: PasswordMailKind
  readonly name: string
  readonly language: Language
  readonly href: string
  /** For how long the link opens. */
  readonly hours: number
}

export function composePasswordMail({ kind, name, language, href, hours }: PasswordMail): Mail {
  return writeMail({
    language,
    subject: t(language, `entry.mail.${kind}`),
    client: t(language, 'entry.mail.hello', { name }),
    what: t(language, `entry.mail.${kind}Why`),
    rows: [],
    said: null,
    action: { label: t(language, 'entry.mail.choose'), href },
    hint: t(language, 'entry.mail.hint', { hours }),
  })
}
