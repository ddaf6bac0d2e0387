import { defineTexts } from '../../i18n/define.ts'

export const t = defineTexts('source', {
  'zh-CN': {
    definition: '定义',
    rule: '汇总规则',
    source: '来源',
    report: '报表 {report} · {range}',
    fetched: '取得于 {time} · 快照 #{snapshot}',
    nothing: '没有存下的数据',
    looking: '正在查找来源…',
    fetch: '同步这段日期',
    changeRule: '（本期 − 对比期）÷ 对比期；任一期不完整或未知时不给出',
    pointsRule: '本期占比 − 对比期占比，以百分点计；任一期不完整或未知时不给出',
    now: '本期',
    before: '对比期',
    overTime: '按时间',
    overApps: '跨应用',
  },
  en: {
    definition: 'Definition',
    rule: 'Rule',
    source: 'Source',
    report: 'Report {report} · {range}',
    fetched: 'fetched {time} · snapshot #{snapshot}',
    nothing: 'nothing stored',
    looking: 'looking up the source…',
    fetch: 'Sync these days',
    changeRule: '(this range − the one compared) ÷ the one compared; none where either is incomplete or unknown',
    pointsRule:
      'the share of this range − that of the one compared, in percentage points; none where either is incomplete or unknown',
    now: 'This range',
    before: 'Compared',
    overTime: 'Over time',
    overApps: 'Over apps',
  },
})
