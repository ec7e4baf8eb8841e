import type { TextKey, Translation } from './text.ts'

type PageKey = Extract<TextKey, `page.${string}`>

export const pagesEn: Pick<Translation, PageKey> = {
  'page.broken': 'That did not work',
  'page.brokenWhy':
    'Nothing was changed. Go back and try again; if it keeps happening, call your secretariat.',
}
