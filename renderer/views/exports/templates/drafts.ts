import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api } from '../../../api/index.ts'
import { useStatus } from '../../../stores/status.ts'
import { useExportsState } from '../state.ts'
import { bodyOf, exportsBelow, NEW_BODY, sentBody, type Body, type Logo, type Template } from './body.ts'
import { problemsOf, type Field, type Problem } from './problems.ts'
import { refusalOf } from './refusal.ts'
import { useTemplates } from './store.ts'

/** A template as somebody is writing it. */
export interface Draft {
  readonly body: Body
  /** What it began as: a draft that is still that is no change. */
  readonly before: Body
  readonly logo: Logo | null
  readonly logoChanged: boolean
}

/** Templates being written, each until it is saved or thrown away, wherever one goes meanwhile. */
export const useDrafts = defineStore('template-drafts', () => {
  const templates = useTemplates()
  const status = useStatus()
  const { values } = useExportsState()
  const drafts = shallowRef<ReadonlyMap<string, Draft>>(new Map())
  const tried = ref(false)
  const refused = shallowRef<readonly [Field, Problem] | null>(null)

  const key = computed(() => values.template.value)
  const draft = computed(() => drafts.value.get(key.value) ?? null)
  const body = computed(() => draft.value?.body ?? NEW_BODY)
  const id = computed(() => (/^\d+$/.test(key.value) ? Number(key.value) : null))
  const others = computed(() => (templates.list ?? []).filter((each) => each.id !== id.value).map(({ name }) => name))
  const problems = computed(() => problemsOf(body.value, others.value))

  function put(at: string, next: Draft): void {
    drafts.value = new Map(drafts.value).set(at, next)
  }
  function change(some: Partial<Body>): void {
    if (draft.value) put(key.value, { ...draft.value, body: { ...draft.value.body, ...some } })
    refused.value = null
  }
  function setLogo(logo: Logo | null): void {
    if (draft.value) put(key.value, { ...draft.value, logo, logoChanged: true })
    refused.value = null
  }
  const refuse = (field: Field, problem: Problem) => (refused.value = [field, problem])
  const isDirty = (some: Draft | null) =>
    some !== null && (some.logoChanged || JSON.stringify(some.body) !== JSON.stringify(some.before))

  /** Where a new one goes unless it is told: where the newest goes, else where the loopback server puts its files. */
  function usualFolder(): string {
    const newest = templates.list?.reduce<Template | null>(
      (found, each) => (found === null || each.updatedAt > found.updatedAt ? each : found),
      null,
    )
    if (newest) return newest.folder
    return status.desktop || !status.status ? '' : exportsBelow(status.status.home)
  }

  let last = 0
  /** A new draft that begins with something: a copy, or what a form shows. Answers its place in the address. */
  function begin(some: Partial<Body>, logo: Logo | null = null, at?: string): string {
    last += 1
    const place = at ?? `new-${last}`
    const fresh = { ...NEW_BODY, folder: usualFolder() }
    put(place, { body: { ...fresh, ...some }, before: fresh, logo, logoChanged: logo !== null })
    return place
  }

  /** Makes sure that what the address means can be written on; false where there is no such template. */
  async function open(): Promise<boolean> {
    tried.value = false
    refused.value = null
    if (id.value === null) {
      if (!draft.value) begin({}, null, key.value)
      return true
    }
    const at = key.value
    const isWritten = () => isDirty(drafts.value.get(at) ?? null)
    if (isWritten()) return true
    const found = templates.byId.get(id.value)
    if (!found) return false
    const logo = found.hasLogo ? await templates.logoOf(found.id) : null
    const now = bodyOf(found)
    // what is stored may be another than when it was last looked at
    if (!isWritten()) put(at, { body: now, before: now, logo, logoChanged: false })
    return true
  }

  function discard(at: string): void {
    const rest = new Map(drafts.value)
    rest.delete(at)
    drafts.value = rest
  }

  /** Null where something is wrong with a field, which then says so. Throws what is about none. */
  async function save(): Promise<Template | null> {
    tried.value = true
    const now = draft.value
    if (!now || problems.value.size > 0) return null
    const at = key.value
    try {
      const logo = now.logoChanged ? { logo: now.logo } : {}
      const known = id.value === null ? {} : { id: id.value }
      const saved = await api.call('templates.save', { ...sentBody(now.body), ...known, ...logo })
      discard(at)
      return saved
    } catch (thrown) {
      refused.value = refusalOf(thrown)
      if (!refused.value) throw thrown
      return null
    }
  }
  return {
    drafts,
    key,
    draft,
    body,
    problems,
    /** Somebody wanted to save: what is not filled in yet is told, too. */
    tried,
    /** What the core found wrong with a field. */
    refused,
    isDirty,
    change,
    setLogo,
    refuse,
    begin,
    open,
    discard,
    save,
  }
})
