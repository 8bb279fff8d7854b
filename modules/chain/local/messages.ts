import type { Bilingual } from '#kernel/contract'

/** Texts of refusals of the local sourcing rate. */
export const localMessages: Record<string, Bilingual> = {
  'chain.local.sortUnknown': {
    zh: '不能按“{{sort}}”排序。',
    en: 'There is no sorting by “{{sort}}”.',
  },
  'chain.local.idMissing': {
    zh: '查看“{{scope}}”的依据需要给出编号（id）。',
    en: 'The lines of “{{scope}}” need its id.',
  },
  'chain.local.model.notFound': {
    zh: '没有编号为 {{id}} 的在售车型，或您无权查看。请先计算本地配套率，或检查编号。',
    en: 'No model {{id}} is on sale, or you may not see it. Work out the rates first, or check the id.',
  },
  'chain.local.firm.notFound': {
    zh: '产业链中没有编号为 {{id}} 的企业，或您无权查看其供应关系。',
    en: 'There is no firm {{id}} in the chain, or you may not see its relations.',
  },
  'chain.local.bills.forbidden': {
    zh: '您无权查看全市的物料清单行；区县用户请选择所辖区县。',
    en: 'You may not see the bill lines of the whole city; district officers choose one of their districts.',
  },
  'chain.local.notAdditive': {
    zh: '“累积计入”和“原产计入”有门槛，抓手之间的提升不能相加，因此不提供最优组合；请选其他三种定义之一。',
    en: 'Roll-up and originating content have a threshold: gains do not add up, so no best set is offered; choose one of the other three definitions.',
  },
}
