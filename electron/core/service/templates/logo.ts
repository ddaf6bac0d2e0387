import { AppError } from '../../../contract/errors.ts'
import type { z } from 'zod'
import type { logo } from '../../../contract/methods/templates.ts'
import { pictureSize } from '../../excel/picture-size.ts'
import type { StoredLogo } from '../../store/templates.ts'

const MOST_BYTES = 1_000_000
const MOST_PIXELS = 4000

/** Checks that a logo is the picture it says it is, and not too large. Throws `template.invalid`. */
export function checkedLogo({ kind, content }: z.output<typeof logo>): StoredLogo {
  const bytes = Buffer.from(content, 'base64')
  const invalid = (problem: string) => new AppError('template.invalid', { field: 'logo', problem })
  if (bytes.length > MOST_BYTES) throw invalid('logo-too-large')
  const size = pictureSize(bytes)
  if (size?.kind !== kind) throw invalid('logo-no-picture')
  if (size.width > MOST_PIXELS || size.height > MOST_PIXELS) throw invalid('logo-too-large')
  return { kind, content: bytes }
}
