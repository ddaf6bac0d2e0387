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
    const template = drafts.begin({
      scope: scope.apps,
      range: rangeOf(scope.scope.range),
      // days of one's own move with no template
      compare: typeof compare === 'string' ? compare : 'previous',
      granularity: scope.granularity,
      locale: form.language,
      reports: form.question.reports,
    })
    await state.change({ part: 'templates', template })
  }
}
