import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import JSZip from 'jszip'
import { expect, test } from 'vitest'
import type { Input } from '../../../../electron/contract/index.ts'
import { templateBody } from '../../../../electron/contract/methods/templates.ts'
import { packageProblems } from '../../../tools/ooxml/package.ts'
import { partsOf, scratch } from '../../excel/reader.ts'
import { fast, openWorld } from '../world.ts'

/** 2026-11-25, noon in Shanghai: a Wednesday. */
const NOW = Date.parse('2026-11-25T04:00:00Z')
const RANGE = { from: '2026-11-09', to: '2026-11-22' }

/** A picture of one pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg=='

async function packedPart(path: string, name: string): Promise<Buffer | undefined> {
  const zip = await JSZip.loadAsync(readFileSync(path))
  return zip.file(name)?.async('nodebuffer')
}

async function home() {
  const world = await openWorld({ sandbox: { apps: 3 }, core: { clock: () => NOW, locale: 'zh-CN' } })
  const ids = await world.addApps()
  const [one = 0, two = 0, three = 0] = ids
  for (const app of [one, two]) await world.core.call('apps.tag', { app, add: ['甲方'] })
  await world.core.call('apps.tag', { app: three, add: ['乙方/丙方'] })
  const folder = join(scratch(), '周报')
  const save = (more: Partial<Input<'templates.save'>> = {}) =>
    world.core.call('templates.save', { name: '周报', folder, reports: ['user-trend'], ...more })
  const sync = async () => {
    const { job } = await world.core.call('sync.start', { range: RANGE, scope: {}, reports: ['user-trend'], ...fast })
    expect(await world.core.call('jobs.wait', { job })).toMatchObject({ state: 'done' })
  }
  return { ...world, folder, save, sync, ids }
}

test('a template is kept, changed, listed and removed; what is left out has its default', async () => {
  const { core, save, folder } = await home()
  const saved = await save({ schedule: { every: { weekdays: [1] }, time: '09:00' } })
  expect(saved).toMatchObject({
    ...{ name: '周报', folder, range: 'last-week', split: 'all', compare: 'previous', fileName: '{name} {from}–{to}' },
    ...{ hasLogo: false, lastRun: null },
  })
  expect(Date.parse(saved.nextRun ?? '')).toBe(new Date(2026, 10, 30, 9, 0).getTime())
  const logo = { kind: 'png' as const, content: PNG }
  const changed = await core.call('templates.save', { ...saved, name: '月报', range: 'last-month', logo })
  expect(changed).toMatchObject({ id: saved.id, name: '月报', range: 'last-month', hasLogo: true })
  // absent leaves the picture as it is, null removes it
  expect((await core.call('templates.save', { ...changed })).hasLogo).toBe(true)
  expect(await core.call('templates.logo', { id: saved.id })).toEqual({ logo })
  expect((await core.call('templates.save', { ...changed, logo: null })).hasLogo).toBe(false)
  expect((await core.call('templates.list', {})).map(({ name }) => name)).toEqual(['月报'])
  await save()
  await expect(core.call('templates.save', { ...changed, name: '周报' })).rejects.toMatchObject({
    code: 'template.exists',
  })
  await core.call('templates.remove', { id: saved.id })
  expect((await core.call('templates.list', {})).map(({ name }) => name)).toEqual(['周报'])
  await expect(core.call('templates.run', { template: '月报' })).rejects.toMatchObject({ code: 'template.unknown' })
})

test('what cannot be run is not kept, and says which field is wrong', async () => {
  const { save } = await home()
  const wrong = async (more: Partial<Input<'templates.save'>>, code: string, details: object = {}) => {
    await expect(save(more)).rejects.toMatchObject({ code, details })
  }
  await wrong({ title: '{kunde}' }, 'template.invalid', { field: 'title', value: '{kunde}' })
  await wrong({ lines: ['{client}', '{'] }, 'template.invalid', { field: 'lines' })
  await wrong({ fileName: '{x}' }, 'template.invalid', { field: 'fileName' })
  await wrong({ folder: 'weekly' }, 'template.invalid', { field: 'folder' })
  await wrong({ reports: ['nothing'] }, 'report.unknown')
  await wrong({ metrics: ['user-trend/nothing'] }, 'metric.unknown')
  await wrong({ scope: { apps: [99] } }, 'app.unknown')
  await wrong({ logo: { kind: 'jpeg', content: PNG } }, 'template.invalid', {
    field: 'logo',
    problem: 'logo-no-picture',
  })
  await wrong({ schedule: { every: { weekdays: [8] }, time: '09:00' } }, 'input.invalid')
  await wrong({ schedule: { every: 'day', time: '24:00' } }, 'input.invalid')
})

test('one workbook for all, one an app or one a tag, each with its names filled in', async () => {
  const { core, save, folder } = await home()
  const apps = (await core.call('apps.list', {})).map(({ name }) => name)
  const all = templateBody.parse(
    await save({
      title: '{client}周报',
      lines: ['{period}（{days} 天）', '{apps}', '{app}'],
      client: '客户',
    }),
  )
  const preview = async (more: object) =>
    (await core.call('templates.preview', { template: { ...all, ...more } })).files
  expect(await core.call('templates.preview', { template: all })).toMatchObject({
    range: { from: '2026-11-16', to: '2026-11-22' },
  })
  expect(await preview({})).toEqual([
    {
      path: join(folder, '周报 2026-11-16–2026-11-22.xlsx'),
      range: { from: '2026-11-16', to: '2026-11-22' },
      apps,
      title: '客户周报',
      lines: ['2026-11-16 至 2026-11-22（7 天）', apps.join('、')],
    },
  ])
  const byTag = await preview({ split: 'tag', client: '', fileName: '{client} {date}' })
  expect(byTag.map(({ path, title }) => [path, title])).toEqual([
    [join(folder, '乙方 丙方 2026-11-25.xlsx'), '乙方/丙方周报'],
    [join(folder, '甲方 2026-11-25.xlsx'), '甲方周报'],
  ])
  expect((await preview({ split: 'app', fileName: '{app}' })).map(({ path }) => path)).toEqual(
    apps.map((name) => join(folder, `${name}.xlsx`)),
  )
  expect(await preview({ scope: { apps: [], tags: ['甲方'] }, split: 'tag' })).toHaveLength(1)
  // without a title of its own, a cover has the usual one of its language
  expect((await preview({ title: '' }))[0]?.title).toBe('小程序数据报告')
  expect((await preview({ title: '', locale: 'en' }))[0]?.title).toBe('Mini program report')
  const schedule = { every: { monthDay: 31 }, time: '08:00' }
  const scheduled = await core.call('templates.preview', { template: { ...all, schedule }, day: '2026-11-01' })
  // whatever day it is looked at for, it runs next after now
  expect(Date.parse(scheduled.nextRun ?? '')).toBe(new Date(2026, 10, 30, 8, 0).getTime())
  const earlier = await core.call('templates.preview', { template: all, day: '2026-11-01' })
  expect(earlier.range).toEqual({ from: '2026-10-19', to: '2026-10-25' })
  await expect(preview({ scope: { apps: [], tags: ['无'] } })).rejects.toMatchObject({ code: 'template.invalid' })
})

test('a run writes them all as one job, with the picture on the cover, and keeps what was there', async () => {
  const { core, save, sync, folder } = await home()
  await sync()
  const logo = { kind: 'png' as const, content: PNG }
  await save({ split: 'tag', title: '给{client}', fileName: '{tag}', logo })
  const run = async () => {
    const { job } = await core.call('templates.run', { template: '周报' })
    return core.call('jobs.wait', { job })
  }
  const first = await run()
  expect(first).toMatchObject({ kind: 'export', state: 'done', error: null })
  const paths = ['乙方 丙方.xlsx', '甲方.xlsx'].map((name) => join(folder, name))
  expect(first.export?.files?.map(({ path }) => path)).toEqual(paths)
  expect(first.export).toMatchObject({ path: paths[0] })
  for (const path of paths) {
    const parts = await partsOf(path)
    expect(packageProblems(parts)).toEqual([])
    expect([...parts.keys()]).toContain('xl/media/image1.png')
    expect(parts.get('docProps/core.xml')).toContain('给')
  }
  expect((await run()).state).toBe('done')
  expect(readdirSync(folder).sort()).toEqual(['乙方 丙方 (2).xlsx', '乙方 丙方.xlsx', '甲方 (2).xlsx', '甲方.xlsx'])
  expect((await core.call('templates.list', {}))[0]?.lastRun).toBe(new Date(NOW).toISOString())
  const recent = (await core.call('exports.recent', {})).map(({ path, template, input }) => ({ path, template, input }))
  expect(recent.slice(2)).toEqual(paths.map((path) => ({ path, template: '周报', input: null })))
  expect(recent).toHaveLength(4)
  // made again, it bears the same picture
  const out = join(folder, '重现.xlsx')
  const again = await core.call('export.reproduce', { path: paths[1] ?? '', out })
  expect((await core.call('jobs.wait', { job: again.job })).export).toMatchObject({ differing: [] })
  expect(await packedPart(out, 'xl/media/image1.png')).toEqual(Buffer.from(PNG, 'base64'))
  expect(packageProblems(await partsOf(out))).toEqual([])
  // a workbook of a template is made again like any other
  expect(await core.call('export.inspect', { path: paths[1] ?? '' })).toMatchObject({ edited: [], changed: 0 })
}, 60_000)

test('days of its own to compare with stay those days', async () => {
  const { core, save, sync, folder } = await home()
  await sync()
  const compare = { from: '2026-11-09', to: '2026-11-11' }
  const saved = await save({ range: { from: '2026-11-16', to: '2026-11-18' }, compare, fileName: '促销' })
  expect(saved.compare).toEqual(compare)
  const { job } = await core.call('templates.run', { template: '周报' })
  expect(await core.call('jobs.wait', { job })).toMatchObject({ state: 'done' })
  const { query } = await core.call('export.inspect', { path: join(folder, '促销.xlsx') })
  expect(query).toMatchObject({ range: { from: '2026-11-16', to: '2026-11-18' }, compare })
  await expect(save({ compare: { from: '2026-11-11', to: '2026-11-09' } })).rejects.toMatchObject({
    code: 'input.invalid',
  })
}, 60_000)

test('one workbook that cannot be written stops none of the others; a folder that cannot be made fails the job', async () => {
  const { core, save, sync, folder } = await home()
  writeFileSync(join(scratch(), 'x'), '')
  const blocked = join(scratch(), 'file')
  writeFileSync(blocked, '')
  await save({ folder: join(blocked, 'below') })
  const { job } = await core.call('templates.run', { template: '周报' })
  expect(await core.call('jobs.wait', { job })).toMatchObject({ state: 'failed', error: { code: 'file.unwritable' } })
  expect(folder).not.toBe(blocked)
  // the list says so, until a run went well
  const listed = async () => (await core.call('templates.list', {}))[0]?.lastOutcome
  expect(await listed()).toMatchObject({ job, state: 'failed', error: { code: 'file.unwritable' }, files: 0 })
  await sync()
  await save({ id: (await core.call('templates.list', {}))[0]?.id ?? 0, folder })
  await core.call('jobs.wait', await core.call('templates.run', { template: '周报' }))
  expect(await listed()).toMatchObject({ state: 'done', error: null, files: 1 })
}, 60_000)

test('a scheduled run that cannot even begin is told in the list', async () => {
  let now = NOW
  const world = await openWorld({ sandbox: { apps: 2 }, core: { clock: () => now, schedule: true } })
  const [first = 0] = await world.addApps()
  await world.core.call('apps.tag', { app: first, add: ['gone'] })
  await world.core.call('templates.save', {
    ...{ name: 'weekly', folder: join(scratch(), 'weekly'), reports: ['user-trend'] },
    ...{ scope: { apps: [], tags: ['gone'] }, schedule: { every: 'day', time: '00:00' } },
  })
  await world.core.call('apps.remove', { app: first })
  now += 24 * 3_600_000
  const ended = new Promise<string>((resolve) => {
    world.core.on('job', (job) => {
      if (job.kind === 'export' && job.state !== 'running') resolve(job.state)
    })
  })
  await world.core.call('schedule.catchUp', {})
  expect(await ended).toBe('failed')
  const [template] = await world.core.call('templates.list', {})
  expect(template?.lastOutcome).toMatchObject({ state: 'failed', error: { code: 'template.invalid' } })
  expect(template?.lastRun).toBe(new Date(now).toISOString())
}, 60_000)

test('a door that stays open catches up a missed template when it opens, after the sync', async () => {
  let now = NOW
  const world = await openWorld({ sandbox: { apps: 1 }, core: { clock: () => now, schedule: true } })
  await world.addApps()
  const folder = join(scratch(), 'weekly')
  await world.core.call('templates.save', {
    ...{ name: 'weekly', folder, reports: ['user-trend'], range: 'last-7-days' as const },
    schedule: { every: 'day', time: '00:00' },
  })
  now += 24 * 3_600_000
  const ended = new Promise<string[]>((resolve) => {
    const off = world.core.on('job', (job) => {
      if (job.kind !== 'export' || job.state === 'running') return
      off()
      resolve([job.state, ...readdirSync(folder)])
    })
  })
  await world.core.call('schedule.catchUp', {})
  expect(await ended).toEqual(['done', expect.stringMatching(/^weekly 2026-11-19–2026-11-25\.xlsx$/)])
}, 60_000)
