import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TARGET_STATES } from '../contract.ts'
import type { ReportContent, ReportTarget } from './content.ts'
import { reportDocument } from './document.ts'
import { reportHtml } from './html.ts'

const MADE = '2026-11-23T02:00:00.000Z'

function target(code: string, changes: Partial<ReportTarget> = {}): ReportTarget {
  return {
    id: `00000000-0000-7000-8000-0000000000${code.slice(1)}`,
    code,
    taskNumber: 11,
    nameZh: '超充站',
    nameEn: 'Super-charging stations',
    unit: 'count',
    displayUnit: '座',
    displayUnitEn: 'stations',
    value: 2000,
    valueMax: null,
    comparator: 'at_least',
    baseline: null,
    deadline: '2027-12-31',
    scope: null,
    scopeEn: null,
    indicator: null,
    live: false,
    current: 812,
    currentPeriod: '2026-10-31',
    previous: 800,
    stale: false,
    state: 'amber',
    reason: { zh: '偏慢。', en: 'Too slow.' },
    progress: 0.4,
    forecast: { point: 1900, lower: 1700, upper: 2100, method: 'linear-pace' },
    daysLeft: 403,
    requiredPace: 85,
    actualPace: 70,
    forecastNote: null,
    source: {
      kind: 'manual',
      indicator: null,
      formula: null,
      observation: {
        id: `obs-${code}`,
        period: '2026-10-31',
        source: 'manual',
        recordedAt: MADE,
        recordedBy: '李<主任>',
        note: null,
        documentName: '台账.xlsx',
      },
    },
    districts: [
      {
        nameZh: '渝北区',
        nameEn: 'Yubei',
        value: 200,
        previous: 200,
        why: { zh: '每月 0座，应为每月 9座。', en: '0 a month against 9.' },
      },
    ],
    withheld: 2,
    ...changes,
  }
}

const CONTENT: ReportContent = {
  plan: { titleZh: '行动计划', titleEn: 'Action plan', startsOn: '2025-01-01', endsOn: '2027-12-31' },
  month: '2026-11',
  asOf: '2026-11-23',
  madeAt: MADE,
  madeBy: '专班',
  synthetic: true,
  enterprises: 1000,
  counts: Object.fromEntries(TARGET_STATES.map((state) => [state, 1])) as ReportContent['counts'],
  targets: [
    target('T02', {
      taskNumber: null,
      nameZh: '零部件企业数',
      nameEn: 'Parts makers',
      live: true,
      indicator: 'registry.parts_enterprises',
      current: 740,
      source: {
        kind: 'live',
        indicator: 'registry.parts_enterprises',
        formula: { zh: '在库企业数', en: 'Enterprises in the library' },
        observation: {
          id: 'obs-T02',
          period: '2026-10-31',
          source: 'live',
          recordedAt: MADE,
          recordedBy: 'system',
          note: null,
          documentName: null,
        },
      },
    }),
    target('T17'),
    target('T18', {
      current: null,
      currentPeriod: null,
      previous: null,
      state: 'unknown',
      forecast: null,
      districts: [],
      withheld: 0,
      source: { kind: 'none', indicator: null, formula: null, observation: null },
    }),
  ],
  tasks: [{ number: 11, titleZh: '超充', titleEn: 'Charging', departments: ['市经信委'], measures: [] }],
}

const LANGS = ['zh', 'en'] as const
const htmlOf = (lang: 'zh' | 'en') => reportHtml(reportDocument(CONTENT, lang))

/** Rows of the last table: the appendix of sources. */
function appendixRows(html: string): string[][] {
  const table = html.slice(html.lastIndexOf('<tbody>'), html.lastIndexOf('</tbody>'))
  return [...table.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell!),
  )
}

test('the print view is A4 with page numbers, heads repeated and rows unbroken', () => {
  for (const lang of LANGS) {
    const style = htmlOf(lang).match(/<style>(.*?)<\/style>/s)![1]!
    assert.match(style, /@page\s*{[^}]*size:\s*A4/)
    assert.match(style, /@page\s*{[^}]*margin:\s*\d+mm/)
    assert.match(style, /counter\(page\) " \/ " counter\(pages\)/)
    assert.match(style, /thead\s*{[^}]*table-header-group/)
    assert.match(style, /tr\s*{[^}]*break-inside:\s*avoid/)
    assert.match(style, /@media print\s*{[^@]*max-width:\s*none/)
  }
})

test('it is the report alone: no navigation, nothing to click, nothing fetched, nothing run', () => {
  for (const lang of LANGS) {
    const html = htmlOf(lang)
    assert.doesNotMatch(html, /<(nav|header|aside|menu|a|button|form|input|script|iframe|img|link)\b/i)
    assert.doesNotMatch(html, /\b(href|src|onclick|onload)=|url\(|@import/i)
    assert.match(html, new RegExp(`<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">`))
  }
})

test('every figure has its source: each target stands in the appendix with formula or document, and its record', () => {
  for (const lang of LANGS) {
    const rows = new Map(appendixRows(htmlOf(lang)).map((row) => [row[0], row]))
    assert.deepEqual([...rows.keys()], ['T02', 'T17', 'T18'])
    for (const { code, current, source } of CONTENT.targets) {
      const [, figure, date, from, record] = rows.get(code)!
      if (current === null) {
        assert.equal(figure, lang === 'zh' ? '未知' : 'unknown')
        assert.match(from!, lang === 'zh' ? /尚无数值/ : /no value yet/)
        continue
      }
      assert.ok(figure!.startsWith(String(current)), code)
      assert.equal(date, '2026-10-31')
      const told = source.kind === 'live' ? source.formula![lang] : source.observation!.documentName!
      assert.ok(from!.includes(told), `${code}: ${from}`)
      assert.ok(record!.startsWith(`obs-${code}`), record)
    }
  }
})

test('no figure of a target is told that the appendix does not carry', () => {
  for (const lang of LANGS) {
    const html = htmlOf(lang)
    const told = new Set(appendixRows(html).map(([code]) => code))
    for (const [, code] of html.matchAll(/<td[^>]*>(T\d\d)<\/td>/g)) assert.ok(told.has(code!), code)
  }
})

test('what was entered is text, the synthetic library is named, districts withheld are counted', () => {
  const html = htmlOf('zh')
  assert.ok(html.includes('李&lt;主任&gt;') && !html.includes('李<主任>'))
  assert.match(html, /class="notice">本报告含合成数据/)
  assert.match(html, /每月 0座，应为每月 9座。/)
  assert.match(html, /另有 2 个区县的数值不显示：少于 5 家/)
  assert.match(htmlOf('en'), /2 districts are withheld: fewer than 5 firms/)
})
