import { describe, expect, test } from 'vitest'
import type { Annotation } from '../../../../electron/contract/methods/annotations.ts'
import { aboutOf, partsOfAbout } from '../../../../renderer/components/about/about.ts'
import { draftOf, isNotable, newNote, noteOf } from '../../../../renderer/components/notes/draft.ts'

const note: Annotation = {
  id: 3,
  appId: 7,
  tag: null,
  app: 'App 7',
  from: '2026-11-01',
  to: '2026-11-03',
  kind: 'campaign',
  text: 'Sale',
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
}

describe('a note and what is written', () => {
  test('says the same again', () => {
    expect(noteOf(draftOf(note))).toEqual({
      id: 3,
      appId: 7,
      tag: null,
      from: '2026-11-01',
      to: '2026-11-03',
      kind: 'campaign',
      text: 'Sale',
    })
    expect(noteOf(draftOf({ ...note, appId: null, tag: '生活' }))).toMatchObject({ appId: null, tag: '生活' })
  })

  test('a new one has no id, and nothing but spaces is no text', () => {
    const draft = newNote({ from: '2026-11-01', to: '2026-11-01' })
    expect(noteOf(draft)).toBe('empty')
    expect(noteOf({ ...draft, text: '  ' })).toBe('empty')
    expect(noteOf({ ...draft, text: ' x ', from: '' })).toBe('empty')
    expect(noteOf({ ...draft, text: ' x ' })).toEqual({
      appId: null,
      tag: null,
      from: '2026-11-01',
      to: '2026-11-01',
      kind: 'note',
      text: 'x',
    })
  })

  test('does not end before it begins', () => {
    expect(noteOf({ ...draftOf(note), to: '2026-10-31' })).toBe('order')
  })

  test('is about the platform too, whose id is 0', () => {
    expect(partsOfAbout(aboutOf({ appId: 0, tag: null }))).toEqual({ appId: 0, tag: null })
    expect(partsOfAbout('')).toEqual({ appId: null, tag: null })
    // a tag may be called as it likes
    expect(partsOfAbout(aboutOf({ appId: null, tag: 'app:7' }))).toEqual({ appId: null, tag: 'app:7' })
  })

  test('stands on a day or a week, not on a month', () => {
    expect(isNotable({ from: '2026-11-01', to: '2026-11-01' })).toBe(true)
    expect(isNotable({ from: '2026-11-02', to: '2026-11-08' })).toBe(true)
    expect(isNotable({ from: '2026-11-01', to: '2026-11-08' })).toBe(false)
  })
})
