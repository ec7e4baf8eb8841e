import { type Language, t } from '../i18n/text.ts'

/** "87 %", "87%"; a dash where there is nothing to have a share of. */
export function share(part: number | null, language: Language): string {
  if (part === null) return '–'
  return t(language, 'levels.percent', { percent: Math.round(part * 100) })
}

/** "7 s", "1 min 05", "2 h 05 min"; a dash for no duration at all. */
export function duration(seconds: number | null): string {
  if (seconds === null) return '–'
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}\u00a0s`
  const two = (number: number) => String(number).padStart(2, '0')
  if (whole < 3600) return `${Math.floor(whole / 60)}\u00a0min\u00a0${two(whole % 60)}`
  return `${Math.floor(whole / 3600)}\u00a0h\u00a0${two(Math.floor(whole / 60) % 60)}\u00a0min`
}
