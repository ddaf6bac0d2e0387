import { defineTexts } from '../../i18n/define.ts'

export const t = defineTexts('causes', {
  'zh-CN': {
    platform: '平台',
    these: '这些小程序',
    more: '还有 {n} 个',
    setToken: '设置令牌',
    ways: {
      platform: '设置平台令牌或令牌服务',
      'allow-list': '怎样加入 IP 白名单',
      permission: '怎样开通数据权限',
      pace: '调整请求速率',
      network: '检查网络与代理',
      history: '查看数据与备份',
    },
  },
  en: {
    platform: 'Platform',
    these: 'these mini programs',
    more: '{n} more',
    setToken: 'Set the token',
    ways: {
      platform: 'Set the platform token or the broker',
      'allow-list': 'How to allow this IP',
      permission: 'How to grant the data permission',
      pace: 'Change the request rate',
      network: 'Check network and proxy',
      history: 'See data and backup',
    },
  },
})
