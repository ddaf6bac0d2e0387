import { expect, test } from 'vitest'
import { anApp, fakeCore, someReports, unknown } from './fake-core.ts'
import { play } from './harness.ts'

const core = () =>
  fakeCore({
    'apps.list': () => [anApp(1, '晨光商城', { tags: ['retail'] }), anApp(2, 'Lantern'), anApp(3, 'LANTERN')],
    'reports.list': () => someReports,
    'query.series': ({ metric }) => unknown('metric.unknown', { report: 'user-trend', metric: metric.split('/')[1] }),
  })

const RANGE = '--from 2026-11-01 --to 2026-11-02'

// command line → words the message must have (English, Chinese)
const WRONG: [string, string[], string[]][] = [
  ['--nothing', ['--nothing'], ['--nothing']],
  ['', ['command'], ['命令']],
  ['frobnicate', ['frobnicate'], ['frobnicate']],
  ['apps', ['command'], ['命令']],
  ['apps lisst', ['lisst', 'list'], ['lisst', 'list']],
  ['sync --form 7d', ['--form', '--from'], ['--form', '--from']],
  ['sync', ['--from'], ['--from']],
  ['sync --from', ['--from', 'value'], ['--from']],
  ['sync --from 2026-02-30', ['--from', '2026-02-30', 'YYYY-MM-DD'], ['2026-02-30', 'YYYY-MM-DD']],
  ['sync --from soon', ['soon'], ['soon']],
  ['sync --from 0d', ['0d'], ['0d']],
  ['sync --from 2026-11-05 --to 2026-11-04', ['2026-11-05', '2026-11-04'], ['2026-11-05', '晚于']],
  ['sync --from 2026-11-24 --to 2026-11-24', ['2026-11-24', '2026-11-23'], ['还没过完', '2026-11-23']],
  [`sync ${RANGE} --concurrency 33`, ['--concurrency', '33', '32'], ['33', '32']],
  [`sync ${RANGE} --concurrency 1.5`, ['1.5'], ['1.5']],
  [`sync ${RANGE} --rate 0`, ['--rate', '0'], ['--rate']],
  [`sync ${RANGE} --rate 100001`, ['100001', '100000'], ['100001']],
  [`sync ${RANGE} --granularity minute`, ['minute', 'hour'], ['minute', 'hour']],
  [`sync ${RANGE} --report user-trends`, ['user-trends', 'did you mean: user-trend'], ['user-trends', 'user-trend']],
  [`sync ${RANGE} --app Lantren`, ['Lantren', 'Lantern'], ['Lantren', 'Lantern']],
  [`sync ${RANGE} --app lantern`, ['Lantern', 'LANTERN'], ['LANTERN']],
  [`sync ${RANGE} --tag wholesale`, ['wholesale', 'retail'], ['wholesale', 'retail']],
  ['sync --resume --from 7d', ['--resume'], ['--resume']],
  ['sync --resume --daily', ['--resume'], ['--resume']],
  ['sync --daily --report user-trend', ['--daily'], ['--daily']],
  [`query series ${RANGE}`, ['--metric'], ['--metric']],
  [`query series ${RANGE} --metric session_count`, ['session_count', 'report/metric'], ['报表/指标']],
  [`query series ${RANGE} --metric nope/session_count`, ['nope'], ['nope']],
  [`query series ${RANGE} --metric user-trend/sesion_count`, ['sesion_count', 'session_count'], ['session_count']],
  [`query series ${RANGE} --metric user-trend/user_count --granularity year`, ['year', 'month'], ['year', 'month']],
  [
    `query series ${RANGE} --metric terminal/share --variant terminal_size`,
    ['terminal_size', 'terminal_os'],
    ['terminal_os'],
  ],
  [`query table ${RANGE} --report terminal --granularity day`, ['day', 'range'], ['day']],
  [`query table ${RANGE} --report user-trend --as-of noon`, ['--as-of', 'noon'], ['noon']],
  [`query overview ${RANGE} --compare never`, ['--compare', 'never', 'weekday'], ['never', 'weekday']],
  [`export ${RANGE}`, ['--out'], ['--out']],
  [`export ${RANGE} --out report.xls`, ['report.xls', '.xlsx'], ['report.xls', '.xlsx']],
  ['apps add --name A', ['--token-stdin', '--app-id'], ['--token-stdin']],
  ['apps add --name A --token-stdin --token-env T', ['--token-stdin', '--token-env'], ['只能用一个']],
  ['apps add --name A --token-env NO_SUCH', ['NO_SUCH'], ['NO_SUCH']],
  ['apps add --name A --token-stdin', ['standard input'], ['标准输入']],
  ['apps show', ['name'], ['name']],
  ['apps show Nobody', ['Nobody', 'Lantern'], ['Nobody']],
  ['apps show my app', ['app', 'quotes'], ['引号']],
  ['apps tag Lantern', ['--remove'], ['--remove']],
  ['platform set', ['--token-stdin', '--ticket-stdin'], ['--ticket-stdin']],
  ['platform set --ticket-stdin', ['--client-id'], ['--client-id']],
  ['platform broker', ['--remove'], ['--remove']],
  ['history show abc', ['abc'], ['abc']],
  ['history prune --keep forever', ['forever', '90d'], ['forever', '90d']],
  ['history list --limit 0', ['--limit'], ['--limit']],
  ['reports no-such', ['no-such', 'user-trend'], ['no-such']],
  ['demo --days 1', ['--days'], ['--days']],
  ['--api-base http://example.com apps list', ['http://example.com', 'https'], ['http://example.com', 'https']],
  ['--api-base nonsense apps list', ['nonsense'], ['nonsense']],
  ['--lang fr apps list', ['fr', 'zh-CN'], ['fr', 'zh-CN']],
]

test.each(WRONG)('wrong usage %j: exit 2 and a message that helps', async (line, english) => {
  const { code, out, err } = await play(line, { core: core() })
  expect(code).toBe(2)
  expect(out).toBe('')
  for (const word of english) expect(err).toContain(word)
  expect(err).toContain('Error: ')
})

test.each(WRONG)('wrong usage %j in Chinese', async (line, _, chinese) => {
  const { code, err } = await play(line, { core: core(), env: { CYGNET_LANG: 'zh-CN' } })
  expect(code).toBe(2)
  expect(err).toContain('错误：')
  for (const word of chinese) expect(err).toContain(word)
})

test.each(WRONG)('wrong usage %j with --json: one document, the same exit code', async (line) => {
  const { code, json } = await play(`--json ${line}`, { core: core() })
  expect(code).toBe(2)
  expect(json).toMatchObject({
    error: { message: expect.stringMatching(/\S/) as unknown, details: expect.anything() as unknown },
  })
  expect((json as { error: { code: string } }).error.code).toMatch(/^(input\.invalid|(app|report|metric)\.unknown)$/)
})

test('a name with spaces is one argument', async () => {
  const list = { 'apps.list': () => [anApp(4, 'my app')] }
  expect((await play(['apps', 'show', 'my app'], { core: fakeCore(list) })).code).toBe(0)
})
