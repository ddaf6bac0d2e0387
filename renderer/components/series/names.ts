import { t } from './texts.ts'

/** The id the platform itself has where apps have theirs. */
export const PLATFORM = 0

/** What a series is called: its app's name; the platform has none of its own. */
export const nameOf = ({ appId, app }: { readonly appId: number; readonly app: string }): string =>
  appId === PLATFORM ? t('platform') : app
