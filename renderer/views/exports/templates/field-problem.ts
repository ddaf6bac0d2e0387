import { computed, type ComputedRef } from 'vue'
import { useDrafts } from './drafts.ts'
import type { Field } from './problems.ts'
import { t } from './texts.ts'

/** What is wrong with a field of the open draft, in words; empty where nothing is, or where it is only not filled in yet. */
export function useFieldProblem(field: () => Field | undefined): ComputedRef<string> {
  const drafts = useDrafts()
  return computed(() => {
    const own = field()
    if (!own) return ''
    const seen = drafts.problems.get(own)
    const told = seen && (!seen.open || drafts.tried) ? seen : null
    const problem = told ?? (drafts.refused?.[0] === own ? drafts.refused[1] : null)
    return problem ? t(`problems.${problem.key}`, { value: problem.value ?? '' }) : ''
  })
}
