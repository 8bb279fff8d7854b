import { columnLetter } from './address.ts'
import { exportHeader } from './export-column.ts'
import type { ColumnDef, Language, TableDef } from './schema.ts'
import { widthOf } from './write-table.ts'
import { type OutCell, type Output, type SheetLayout, writeWorkbook } from './xlsx-writer.ts'

const ROWS_WITH_LISTS = 20_000

const WORDS = {
  zh: {
    help: '说明',
    options: '选项',
    columns: ['列', '必填', '类型', '单位', '可选值', '说明', '示例'],
    yes: '是',
    intro: '请在第一张表填写，每行一条；带 * 的列必填；不要修改表头。第 2 行是示例，填写前请删除或改写。',
    pick: '请从列表中选择',
    types: {
      text: '文本',
      integer: '整数',
      number: '数字',
      money: '金额',
      ratio: '比例，如 12.5%',
      date: '日期，如 2025-01-03',
      year: '年份',
      month: '月份，如 2025-03',
      enum: '选项',
      boolean: '是 / 否',
      list: '多项，用顿号分隔',
      code: '编码（文本格式）',
    },
  },
  en: {
    help: 'Help',
    options: 'Options',
    columns: ['Column', 'Required', 'Type', 'Unit', 'Allowed values', 'Explanation', 'Example'],
    yes: 'yes',
    intro:
      'Fill in the first sheet, one record a row. Columns with * are required. Leave the header as it is. Row 2 is an example: delete or overwrite it.',
    pick: 'Choose from the list',
    types: {
      text: 'text',
      integer: 'whole number',
      number: 'number',
      money: 'amount',
      ratio: 'ratio, such as 12.5%',
      date: 'date, such as 2025-01-03',
      year: 'year',
      month: 'month, such as 2025-03',
      enum: 'choice',
      boolean: 'yes / no',
      list: 'several, separated by ;',
      code: 'code (as text)',
    },
  },
} as const

/**
 * Writes an empty workbook to fill in: header with required columns marked, an example row (refused at import while it
 * stays), drop-down lists for choices, and a sheet that explains every column.
 */
export async function writeTemplate(
  table: TableDef,
  out: Output,
  lang: Language,
  signal?: AbortSignal,
): Promise<void> {
  const words = WORDS[lang]
  const choices = table.columns.filter(
    (column) => choicesOf(column, lang).length > 0 && column.type !== 'list',
  )
  await writeWorkbook(out, signal, async (book) => {
    book.sheet(table.titles[lang], {
      widths: table.columns.map((column) => widthOf(column, lang) + 2),
      frozenRows: 1,
      lists: listsOf(table, choices, lang),
    })
    await book.row(
      table.columns.map((column) => ({
        value: `${exportHeader(column, lang)}${column.required ? '*' : ''}`,
        look: column.required ? 'required' : 'header',
        ...(column.help ? { comment: column.help[lang] } : {}),
      })),
    )
    if (table.columns.some((column) => column.example !== undefined)) {
      await book.row(
        table.columns.map((column) =>
          column.example === undefined ? undefined : { value: column.example, look: 'example' },
        ),
      )
    }
    book.sheet(words.help, { widths: [24, 8, 22, 10, 50, 60, 24], frozenRows: 3 })
    await book.row([{ value: table.titles[lang], look: 'heading' }])
    await book.row([{ value: words.intro, look: 'note' }])
    await book.row(words.columns.map((value) => ({ value, look: 'header' })))
    for (const column of table.columns) await book.row(helpRow(column, lang))
    if (choices.length > 0) {
      book.sheet(words.options, { widths: choices.map(() => 20), hidden: true })
      const longest = Math.max(...choices.map((column) => choicesOf(column, lang).length))
      await book.row(choices.map((column) => ({ value: column.titles[lang], look: 'header' })))
      for (let i = 0; i < longest; i++) {
        await book.row(choices.map((column): OutCell => ({ value: choicesOf(column, lang)[i] })))
      }
    }
  })
}

function choicesOf(column: ColumnDef, lang: Language): string[] {
  if (column.type === 'boolean') return lang === 'zh' ? ['是', '否'] : ['yes', 'no']
  return (column.enumValues ?? []).map((item) => item.titles[lang])
}

/** Lists refer to a hidden sheet: written into the rule itself they may not exceed 255 characters. */
function listsOf(table: TableDef, choices: readonly ColumnDef[], lang: Language): SheetLayout['lists'] {
  return choices.map((column, at) => {
    const letter = columnLetter(at)
    return {
      column: table.columns.indexOf(column),
      from: 2,
      to: ROWS_WITH_LISTS,
      formula: `'${WORDS[lang].options}'!$${letter}$2:$${letter}$${choicesOf(column, lang).length + 1}`,
      error: WORDS[lang].pick,
    }
  })
}

function helpRow(column: ColumnDef, lang: Language): OutCell[] {
  const words = WORDS[lang]
  return [
    column.titles[lang],
    column.required ? words.yes : '',
    words.types[column.type],
    column.unit ?? (column.type === 'money' ? '元' : ''),
    choicesOf(column, lang).join(lang === 'zh' ? '、' : ', '),
    column.help?.[lang] ?? '',
    column.example ?? '',
  ].map((value): OutCell => ({ value, look: 'note' }))
}
