import type { Messages } from '#kernel/web'

/** Texts of the shock page. */
export const shockTexts: Messages = {
  'chain.shock': { zh: '冲击推演', en: 'What if' },
  'chain.shock.intro': {
    zh: '假设若干企业、环节或地区同时减产，推演对全链的影响。',
    en: 'Suppose firms, nodes or districts lose output at the same time: what would that do to the chain?',
  },
  'chain.shock.what': { zh: '假设', en: 'Suppose' },
  'chain.shock.add': { zh: '再加一项', en: 'Add another' },
  'chain.shock.run': { zh: '推演', en: 'Work it out' },
  'chain.shock.remove': { zh: '删除这一项', en: 'Remove' },
  'chain.shock.kind': { zh: '对象', en: 'What is hit' },
  'chain.shock.kind.firm': { zh: '企业', en: 'Firm' },
  'chain.shock.kind.node': { zh: '环节', en: 'Node' },
  'chain.shock.kind.district': { zh: '地区', en: 'District' },
  'chain.shock.pick.node': { zh: '选择环节（含下级）', en: 'Choose a node (with all below)' },
  'chain.shock.pick.district': { zh: '选择地区', en: 'Choose a district' },
  'chain.shock.share': { zh: '减产比例', en: 'Share of output lost' },
  'chain.shock.loses': { zh: '减产', en: 'loses' },
  'chain.shock.empty': { zh: '还没有推演', en: 'Nothing worked out yet' },
  'chain.shock.emptyHint': {
    zh: '选择受冲击的企业、环节或地区和减产比例，然后点击“推演”。',
    en: 'Choose firms, nodes or districts and how much they lose, then press "Work it out".',
  },
  'chain.shock.hit': { zh: '直接受冲击企业', en: 'Firms hit at once' },
  'chain.shock.direct': { zh: '直接损失', en: 'Lost at once' },
  'chain.shock.total': { zh: '传播后全链损失', en: 'Lost by the chain in the end' },
  'chain.shock.took': { zh: '用时 {{seconds}} 秒。', en: 'Took {{seconds}} seconds.' },
  'chain.shock.tab.groups': { zh: '环节与地区', en: 'Nodes and districts' },
  'chain.shock.tab.whom': { zh: '影响谁', en: 'Whom it hits' },
  'chain.shock.tab.when': { zh: '逐日', en: 'Day by day' },
}
