import { ReplyReader, type Entry } from '../decode/reply.ts'
import { classLabel } from '../english.ts'
import { estimated, metricsFrom, none, onlyVariant, settlesAtOnce, text, wholeRange } from '../define.ts'
import type { Member, Report, Text } from '../schema.ts'

const FACETS: Readonly<Record<string, Text>> = {
  age: text('年龄', 'Age'),
  sex: text('性别', 'Gender'),
  interest: text('兴趣', 'Interests'),
}

const metrics = metricsFrom({
  count_ratio: {
    name: text('占比', 'Share of users'),
    definition: text(
      '该类用户在所有用户中的占比。兴趣只列前十，合计不为 100%；没有列出的不等于 0。接口不给出人数基数，因此不同时间段的占比不能合并；多个小程序只能按启动用户数加权估算。',
      'Share of all users who are of this kind. Interests are a top ten and do not add up to 100%; one that is not listed is not 0. There is no base count, so shares of several ranges cannot be combined; over apps there is only an estimate weighted by active users.',
    ),
    unit: 'percent',
    // sub-ranges share their users, and a top ten that changes leaves gaps that are not 0: the whole range has to be asked for
    overTime: none('no-base-count'),
    overApps: estimated('user-trend/user_count'),
    aliases: ['user_count_ratio'],
  },
})

const facetMember = (facet: string): Member => ({
  id: `audience:${facet}`,
  key: facet,
  label: FACETS[facet]?.['zh-CN'] ?? facet,
  parent: null,
})

function classMember(reply: ReplyReader, entry: Entry, facet: string): Member {
  const key = reply.text(entry, 'attribute_id', 'name')
  return { id: `${facet}:${key}`, key, label: reply.text(entry, 'name', 'attribute_id'), parent: `audience:${facet}` }
}

const report: Report = {
  id: 'audience',
  order: 4,
  name: text('用户画像', 'Audience'),
  description: text('全部用户的年龄、性别与兴趣分布。', 'The users by age, gender and interests.'),
  endpoint: 'getanalysisvisitattribute',
  verb: 'POST',
  token: 'app',
  paging: { paged: false },
  granularities: wholeRange,
  variants: onlyVariant(),
  dimension: text('画像属性', 'Attribute'),
  twoLevels: true,
  ordered: true,
  metrics,
  topOf: ['audience:interest'],
  sameBy: 'label',
  labelOf: (member) => (member.id === `audience:${member.key}` ? (FACETS[member.key] ?? null) : classLabel(member)),
  sum: 'none',
  settlesAfter: settlesAtOnce,
  decode: (data, request) => {
    const reply = new ReplyReader('audience', metrics, data)
    for (const { fields, path } of reply.list('data_list')) {
      for (const facet of Object.keys(FACETS)) {
        if (fields[facet] === undefined) continue
        reply.group(facetMember(facet))
        for (const entry of reply.entries(fields[facet], `${path}.${facet}`)) {
          reply.add(request, classMember(reply, entry, facet), reply.values(entry))
        }
      }
    }
    return reply.decoded(false)
  },
}

export default report
