import type { Output } from '../../../../electron/contract/index.ts'
import { errorShapeText } from '../../../i18n/shared.ts'
import { t } from './texts.ts'

export interface Said {
  readonly ok: boolean
  readonly text: string
}

/** What a test of the platform says of one of its two ways; null where that one is not set. */
export function testText(tests: Output<'platform.test'>, what: 'platform' | 'broker'): Said | null {
  const found = tests.find((test) => test.what === what)
  if (!found) return null
  if (found.error) return { ok: false, text: errorShapeText(found.error) }
  if (what === 'platform') return { ok: true, text: t('good') }
  return { ok: true, text: found.app === null ? t('noApp') : t('goodFor', { app: found.app }) }
}
