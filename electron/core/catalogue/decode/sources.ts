import type { Decoded, Member, RawData, ReportRequest } from '../schema.ts'
import { ReplyReader, type Entry } from './reply.ts'
import { isRecord, trimKeys } from './shape.ts'
import type { Form } from './tables.ts'
import { decodeText } from './value.ts'

/** The key of a group whose source nothing tells. */
export const UNKNOWN_SOURCE = 'unknown'

type GroupLabel = (group: Pick<Member, 'id' | 'key'>) => string

/**
 * A two-level reply: groups without a name of their own, whose scenes stand in `name[]` (which may be empty), or flat rows with `source`
 * and `sceneId`. Scene names repeat across groups, so scenes are known by (source, sceneId).
 */
export function decodeSources(form: Form, data: RawData, request: ReportRequest, labelOf: GroupLabel): Decoded {
  const reply = new ReplyReader(form.report, form.metrics, data)
  const flat = new Map<string, Entry[]>()
  for (const entry of reply.list(form.list)) {
    const scenes = entry.fields['name']
    if (Array.isArray(scenes)) addGroup(reply, entry, reply.entries(scenes, `${entry.path}.name`), request, labelOf)
    else gatherFlat(flat, entry)
  }
  for (const [source, entries] of flat) addFlat(reply, source, entries, request, labelOf)
  return reply.decoded(form.sum !== 'none')
}

function addGroup(
  reply: ReplyReader,
  entry: Entry,
  scenes: readonly Entry[],
  request: ReportRequest,
  labelOf: GroupLabel,
): void {
  const source = sourceOf(entry) ?? scenes.map(sourceOf).find((found) => found !== null) ?? UNKNOWN_SOURCE
  const group = newGroup(reply, source, labelOf)
  reply.add(request, group, reply.values(entry))
  for (const scene of scenes) addScene(reply, scene, group, request)
}

function addScene(reply: ReplyReader, scene: Entry, group: Member, request: ReportRequest): void {
  const key = reply.text(scene, 'sceneId', 'name')
  const member: Member = {
    id: `scene/${sourceOf(scene) ?? group.key}:${key}`,
    key,
    label: reply.text(scene, 'name', 'sceneId'),
    parent: group.id,
  }
  reply.add(request, member, reply.values(scene))
}

function gatherFlat(flat: Map<string, Entry[]>, entry: Entry): void {
  const source = sourceOf(entry) ?? UNKNOWN_SOURCE
  flat.set(source, [...(flat.get(source) ?? []), entry])
}

/** Flat rows of one source: the row without a scene is the group's own; where there is none, the group's numbers are unknown. */
function addFlat(
  reply: ReplyReader,
  source: string,
  entries: readonly Entry[],
  request: ReportRequest,
  labelOf: GroupLabel,
): void {
  const group = newGroup(reply, source, labelOf)
  const own =
    source === UNKNOWN_SOURCE ? undefined : entries.find((entry) => decodeText(entry.fields['sceneId']) === null)
  reply.add(request, group, reply.values(own ?? { fields: {}, path: '' }))
  for (const entry of entries) if (entry !== own) addScene(reply, entry, group, request)
}

/** A group of this source that the reply has not had yet: `39`, then `39-2`. */
function newGroup(reply: ReplyReader, source: string, labelOf: GroupLabel): Member {
  let key = source
  for (let nth = 2; reply.has(`source:${key}`); nth += 1) key = `${source}-${nth}`
  const id = `source:${key}`
  return { id, key, label: labelOf({ id, key }), parent: null }
}

const sourceOf = (entry: Entry) => decodeText(entry.fields['source'])

/** What makes a row the same row on the next page: its scenes; a row that names none is itself. */
export function sourceRowKey(row: RawData): string {
  const fields = trimKeys(row)
  const scenes = Array.isArray(fields['name']) ? fields['name'] : [fields]
  const ids = scenes.filter(isRecord).map((scene) => [decodeText(scene['source']), decodeText(scene['sceneId'])])
  return JSON.stringify(ids.some((id) => id.some((part) => part !== null)) ? ids : row)
}
