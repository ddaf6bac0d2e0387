import type { Handlers } from '../../contract/index.ts'
import { describeCatalogue } from '../catalogue/index.ts'

export function reportHandlers(): Pick<Handlers, 'reports.list'> {
  return { 'reports.list': () => describeCatalogue() }
}
