import { useScope } from '../../../stores/scope.ts'
import { useExportsState } from '../state.ts'
import { useExportForm } from '../store.ts'
import { rangeOf } from './body.ts'
import { useDrafts } from './drafts.ts'
import { useTemplates } from './store.ts'

/** Opens a new template that asks what the export form asks now. */
export function useSaveAsTemplate(): () => Promise<void> {
  const scope = useScope()
  const form = useExportForm()
  const templates = useTemplates()
  const drafts = useDrafts()
  const state = useExportsState()
  return async () => {
    // it takes its folder from those there are
    if (templates.list === null) await templates.load()
    const { compare } = scope.scope
    const range = rangeOf(scope.scope.range)
    const template = drafts.begin({
      scope: scope.apps,
      range,
      // days of one's own go with days of one's own; beside days that move they would soon be the wrong ones
      compare: typeof compare === 'string' || typeof range !== 'string' ? compare : 'previous',
      granularity: scope.granularity,
      locale: form.language,
      reports: form.question.reports,
    })
    await state.change({ part: 'templates', template })
  }
}
