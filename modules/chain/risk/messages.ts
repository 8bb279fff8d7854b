import type { Bilingual } from '#kernel/contract'

/** Texts of the refusals of failure propagation. */
export const riskMessages: Record<string, Bilingual> = {
  'chain.risk.threadDied': {
    zh: '计算线程意外结束（{{reason}}），重试一次后仍然失败；没有写入任何结果，请重新计算。若反复出现，可能是内存不足。',
    en: 'A computing thread ended unexpectedly ({{reason}}), and again when tried once more; nothing was written: compute anew. If it happens again, memory may be short.',
  },
  'chain.risk.inputInvalid': {
    zh: '计算参数无效：{{input}}。收敛精度应在 1e-9 与 0.1 之间。',
    en: 'These parameters are not valid: {{input}}. The tolerance lies between 1e-9 and 0.1.',
  },
  'chain.risk.firmNotFound': {
    zh: '产业链中没有企业 {{id}}，或您无权查看。',
    en: 'The chain has no firm {{id}}, or you may not see it.',
  },
  'chain.risk.sortUnknown': { zh: '不能按“{{sort}}”排序。', en: 'The list cannot be sorted by "{{sort}}".' },
  'chain.risk.hitUnknown': {
    zh: '第 {{row}} 项冲击：没有{{kind}}“{{code}}”，或您无权推演。',
    en: 'Shock {{row}}: there is no {{kind}} "{{code}}", or you may not ask about it.',
  },
  'chain.risk.hitEmpty': {
    zh: '所选的环节和地区中没有企业，无法推演。',
    en: 'No firm stands in the nodes and districts chosen: there is nothing to work out.',
  },
}
