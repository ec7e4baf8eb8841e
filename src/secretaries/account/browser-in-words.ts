import { type Language, t } from '../../i18n/text.ts'

// In this order: each names those that come after it as well.
const browsers = [
  [/\bEdg/, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrom(?:e|ium)\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const
const systems = [
  [/\biPhone|\biPad/, 'iOS'],
  [/\bAndroid/, 'Android'],
  [/\bWindows/, 'Windows'],
  [/\bMac OS X/, 'macOS'],
  [/\bLinux/, 'Linux'],
] as const

/** "Firefox sur Windows", from what a browser says of itself: enough to tell one's own from another. */
export function browserInWords(device: string | null, language: Language): string {
  const named = (list: readonly (readonly [RegExp, string])[]) =>
    list.find(([pattern]) => pattern.test(device ?? ''))?.[1]
  const [browser, system] = [named(browsers), named(systems)]
  if (!browser) return t(language, 'account.unknownDevice')
  return system ? t(language, 'account.on', { browser, system }) : browser
}
