import type { NodeInput, RegionInput } from './types.ts'

const node = (
  code: string,
  parent: string | null,
  nameZh: string,
  tier: number,
  kind: string,
): NodeInput => ({
  code,
  parent,
  nameZh,
  nameEn: code,
  tier,
  electronics: kind === 'electronics',
  parts: kind === 'electronics' || kind === 'mechanical',
  stage: 'midstream',
  synonymsZh: [`${nameZh}总成`],
  oem: kind === 'vehicle',
})

/** A taxonomy of our own for tests, with every kind and tier a real pack has. */
export const TEST_TAXONOMY: NodeInput[] = [
  node('R', null, '产业链', 0, 'none'),
  node('A', 'R', '新能源系统', 1, 'mechanical'),
  node('A1', 'A', '电驱', 2, 'electronics'),
  node('A11', 'A1', '电机控制器', 3, 'electronics'),
  node('A12', 'A1', '驱动电机', 3, 'electronics'),
  node('A121', 'A12', '定子绕组', 4, 'mechanical'),
  node('A122', 'A12', '转子', 4, 'mechanical'),
  node('C1', 'A', '底盘', 2, 'mechanical'),
  node('C11', 'C1', '制动盘', 3, 'mechanical'),
  node('C12', 'C1', '悬架臂', 3, 'mechanical'),
  node('C111', 'C11', '铸铁件材料', 4, 'mechanical'),
  node('D1', 'A', '座舱', 2, 'electronics'),
  node('D11', 'D1', '显示屏', 3, 'electronics'),
  node('D111', 'D11', '驱动芯片', 4, 'electronics'),
  node('G1', 'R', '乘用车', 2, 'vehicle'),
  node('H1', 'R', '检测服务', 2, 'service'),
]

export const TEST_REGIONS: RegionInput[] = [
  { code: '500112', nameZh: '渝北区', group: 'central' },
  { code: '500106', nameZh: '沙坪坝区', group: 'central' },
  { code: '500120', nameZh: '璧山区', group: 'new_urban|western' },
  { code: '500116', nameZh: '江津区', group: 'new_urban|western' },
  { code: '500118', nameZh: '永川区', group: 'western', weight: 1 },
  { code: '500115', nameZh: '长寿区', group: 'new' },
  { code: '500101', nameZh: '万州区', group: 'northeast' },
  { code: '500243', nameZh: '彭水苗族土家族自治县', group: 'southeast' },
]

export const AS_OF = '2026-11-23'

export function testOptions(enterprises: number, seed: number | string = 1) {
  return { enterprises, seed, taxonomy: TEST_TAXONOMY, regions: TEST_REGIONS, asOf: AS_OF, dirty: true }
}
