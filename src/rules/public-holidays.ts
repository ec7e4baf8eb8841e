import Holidays from 'date-holidays'

/** French departments and collectivities whose public holidays differ from the mainland's. */
export const holidayRegions = ['57', '67', '68', 'GP', 'MQ', 'GF', 'RE', 'YT', 'MF', 'BL'] as const
export type HolidayRegion = (typeof holidayRegions)[number]

/** Is this local date (2026-12-25) a public holiday of France, in the region if one is named? */
export function isPublicHoliday(date: string, region?: HolidayRegion): boolean {
  return holidaysOf(date.slice(0, 4), region).has(date)
}

/** What it is called: "Toussaint"; null for a day that is no holiday. */
export function publicHolidayName(
  date: string,
  language: 'fr' | 'en',
  region?: HolidayRegion,
): string | null {
  const year = date.slice(0, 4)
  const key = `${year}/${region ?? ''}/${language}`
  const names = knownNames.get(key) ?? askNames(Number(year), language, region)
  knownNames.set(key, names)
  return names.get(date) ?? null
}

const knownNames = new Map<string, ReadonlyMap<string, string>>()

function askNames(year: number, language: 'fr' | 'en', region?: HolidayRegion): ReadonlyMap<string, string> {
  const calendar = region ? new Holidays('FR', region) : new Holidays('FR')
  const legal = calendar.getHolidays(year, language).filter((day) => day.type === 'public')
  return new Map(legal.map((day) => [day.date.slice(0, 10), day.name]))
}

/** The library needs a millisecond for one date and ten for a year, so each year is asked once. */
const known = new Map<string, ReadonlySet<string>>()

function holidaysOf(year: string, region?: HolidayRegion): ReadonlySet<string> {
  const name = `${year}/${region ?? ''}`
  const found = known.get(name)
  if (found) return found
  const dates = askLibrary(Number(year), region)
  known.set(name, dates)
  return dates
}

function askLibrary(year: number, region?: HolidayRegion): ReadonlySet<string> {
  const calendar = region ? new Holidays('FR', region) : new Holidays('FR')
  const legal = calendar.getHolidays(year).filter((day) => day.type === 'public')
  return new Set(legal.map((day) => day.date.slice(0, 10)))
}
