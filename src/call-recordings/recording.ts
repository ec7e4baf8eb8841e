import { hash } from 'node:crypto'
import { z } from 'zod'
import { type Language, t } from '../i18n/text.ts'

/** CNIL: a recording needs a reason. As proof of a contract it is not offered: that has its own, stricter law. */
export const purposes = ['training', 'quality'] as const
export type Purpose = (typeof purposes)[number]

/** Not permanent nor systematic (CNIL, NS-57): more than so many of a hundred calls need the owner's reason. */
export const usualShare = 10
export const usualRetentionDays = 30
/** So long the sound of a voicemail is kept. */
export const voicemailDays = 30
/** Six months, whatever a client wishes (NS-57). */
export const longestRetentionDays = 180

/** What a client's file says of recording its conversations; without it none is ever recorded. */
export const recordingSettingsSchema = z
  .strictObject({
    purpose: z.enum(purposes, { error: 'training or quality; recording as proof is not offered' }),
    /** Said instead of our own sentence; the key by which he refuses is said after it. */
    announcement: z.string().trim().min(1).max(300).optional(),
    /** Of a hundred calls. */
    share: z.int().min(1).max(100).optional(),
    shareReason: z.string().trim().min(1).max(300).optional(),
    retentionDays: z.int().min(1).max(longestRetentionDays).optional(),
    /** A key of the keyboard pauses it, besides the button. */
    pauseKey: z.boolean().optional(),
  })
  .refine(({ share = usualShare, shareReason }) => share <= usualShare || shareReason !== undefined, {
    path: ['share'],
    error: `expected at most ${usualShare}, or a shareReason`,
  })
export type RecordingSettings = z.output<typeof recordingSettingsSchema>

/** In full, with our own way where the client says nothing. */
export type RecordingRules = {
  readonly purpose: Purpose
  readonly announcement: string | null
  readonly share: number
  readonly retentionDays: number
  readonly pauseKey: boolean
}

export const recordingRulesOf = (settings: RecordingSettings): RecordingRules => ({
  purpose: settings.purpose,
  announcement: settings.announcement ?? null,
  share: settings.share ?? usualShare,
  retentionDays: settings.retentionDays ?? usualRetentionDays,
  pauseKey: settings.pauseKey ?? true,
})

/**
 * Whether this call is one of the share: by its id alone, so that anybody can see afterwards that nobody chose it.
 * A larger share holds every call of a smaller one.
 */
export const isChosen = (callId: string, share: number): boolean =>
  hash('sha256', `recorded ${callId}`, 'buffer').readUInt32BE(0) < (share / 100) * 2 ** 32

/** What he hears before anything is recorded: that, why, for how long, and the key to refuse. */
export function announcementOf(language: Language, rules: RecordingRules): string {
  const { purpose, announcement, retentionDays: days } = rules
  const own = announcement ?? t(language, `voice.recording.${purpose}`, { days })
  return `${own} ${t(language, 'voice.recordingKey')}`
}

/** The key in the wait by which he refuses; 1 and 2 are taken. */
export const refusalKey = '3'
