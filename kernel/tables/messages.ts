/** Texts of every code of this folder, in both languages, with i18next's {{param}} places. */
export const messages: Record<string, { zh: string; en: string }> = {
  'tables.tooLarge': {
    zh: '文件有 {{megabytes}} MB，超过上限 {{maxMegabytes}} MB。请拆成几个文件，或另存为 CSV 后再导入。',
    en: 'The file has {{megabytes}} MB, more than the limit of {{maxMegabytes}} MB. Split it, or save it as CSV.',
  },
  'tables.unzippedTooLarge': {
    zh: '工作簿解压后超过 {{maxMegabytes}} MB，已拒绝读取。请拆成几个文件，或另存为 CSV 后再导入。',
    en: 'Unzipped, the workbook exceeds {{maxMegabytes}} MB and was not read. Split it, or save it as CSV.',
  },
  'tables.zipBomb': {
    zh: '文件中的“{{part}}”压缩比为 {{ratio}}（上限 {{maxRatio}}），疑似压缩炸弹，已拒绝读取。请在 Excel 中删除空白行列后另存。',
    en: 'Part "{{part}}" is compressed {{ratio}} times (limit {{maxRatio}}), as in a zip bomb; it was not read. Delete blank rows and columns in Excel and save again.',
  },
  'tables.tooManyStrings': {
    zh: '工作簿的文本超过 {{maxMegabytes}} MB，已拒绝读取。请另存为 CSV 后再导入。',
    en: 'The texts of the workbook exceed {{maxMegabytes}} MB; it was not read. Save it as CSV.',
  },
  'tables.tooManyRows': {
    zh: '数据超过 {{max}} 行。请拆成几个文件。',
    en: 'There are more than {{max}} rows. Split the file.',
  },
  'tables.tooManyColumns': {
    zh: '第 {{row}} 行超过 {{max}} 列。请检查分隔符，或删除多余的列。',
    en: 'Row {{row}} has more than {{max}} columns. Check the delimiter, or delete surplus columns.',
  },
  'tables.tooManyMerges': {
    zh: '工作表的合并单元格超过 {{max}} 处。请取消合并后再导入。',
    en: 'The sheet has more than {{max}} merged ranges. Unmerge them first.',
  },
  'tables.cellTooLong': {
    zh: '有单元格超过 {{max}} 个字符，文件可能已损坏。',
    en: 'A cell exceeds {{max}} characters; the file may be damaged.',
  },
  'tables.recordTooLong': {
    zh: '第 {{row}} 行过长，可能缺少右引号或换行符。',
    en: 'Row {{row}} is too long; a closing quote or a line break may be missing.',
  },
  'tables.quoteNotClosed': {
    zh: '第 {{row}} 行起有引号没有结束，其后的内容无法读取。',
    en: 'A quote opened at row {{row}} is never closed; what follows cannot be read.',
  },
  'tables.empty': { zh: '文件是空的。', en: 'The file is empty.' },
  'tables.notATable': {
    zh: '这不是表格文件（内容为 {{found}}）。请上传 XLSX 或 CSV。',
    en: 'This is not a table (its content is {{found}}). Upload XLSX or CSV.',
  },
  'tables.oldXls': {
    zh: '这是旧版 Excel 97-2003（.xls）文件。请在 Excel 或 WPS 中另存为 .xlsx 后再导入。',
    en: 'This is an old Excel 97-2003 (.xls) file. Save it as .xlsx in Excel or WPS first.',
  },
  'tables.xlsb': {
    zh: '这是 Excel 二进制工作簿（.xlsb）。请另存为 .xlsx 后再导入。',
    en: 'This is an Excel binary workbook (.xlsb). Save it as .xlsx first.',
  },
  'tables.encrypted': {
    zh: '文件有密码。请取消密码保护后再导入。',
    en: 'The file has a password. Remove it first.',
  },
  'tables.damaged': {
    zh: '文件已损坏，无法读取（{{detail}}）。请用 Excel 或 WPS 打开并另存后再试。',
    en: 'The file is damaged and cannot be read ({{detail}}). Open it in Excel or WPS and save it again.',
  },
  'tables.sheetNotFound': {
    zh: '没有名为“{{sheet}}”的工作表。现有：{{sheets}}',
    en: 'There is no sheet "{{sheet}}". There are: {{sheets}}',
  },
  'tables.headerMissing': {
    zh: '没有找到表头行。请确认数据上方有一行列名，或指定表头所在的行。',
    en: 'No header row was found. Put a row of column names above the data, or say which row it is.',
  },
  'tables.columnsMissing': {
    zh: '缺少必需的列：{{columns}}',
    en: 'Required columns are missing: {{columnsEn}}',
  },
  'tables.unknownColumn': { zh: '没有名为“{{key}}”的列。', en: 'There is no column "{{key}}".' },
  'tables.columnTwice': {
    zh: '列“{{key}}”对应了两个表头。',
    en: 'Column "{{key}}" is taken for two headers.',
  },

  'tables.fault.value': {
    zh: '第 {{row}} 行「{{column}}」（{{columnLetter}} 列）的值“{{value}}”：{{rule}}',
    en: 'Row {{row}}, column "{{column}}" ({{columnLetter}}), value "{{value}}": {{rule}}',
  },
  'tables.fault.blank': {
    zh: '第 {{row}} 行「{{column}}」（{{columnLetter}} 列）：{{rule}}',
    en: 'Row {{row}}, column "{{column}}" ({{columnLetter}}): {{rule}}',
  },
  'tables.cell.required': { zh: '必填，不能为空', en: 'required, must not be empty' },
  'tables.cell.number': { zh: '不是数字', en: 'not a number' },
  'tables.cell.integer': { zh: '应为整数', en: 'must be a whole number' },
  'tables.cell.outOfRange': { zh: '数值过大，无法准确保存', en: 'too large to be kept exactly' },
  'tables.cell.unit': {
    zh: '单位“{{unit}}”与本列不符（应为{{expected}}）',
    en: 'unit "{{unit}}" does not fit this column (expected {{expected}})',
  },
  'tables.cell.below': { zh: '不能小于 {{min}}', en: 'must not be below {{min}}' },
  'tables.cell.above': { zh: '不能大于 {{max}}', en: 'must not be above {{max}}' },
  'tables.cell.date': {
    zh: '不是日期，请写成 2025-01-03、2025/1/3 或 2025年1月3日',
    en: 'not a date; write 2025-01-03, 2025/1/3 or 2025年1月3日',
  },
  'tables.cell.noSuchDay': { zh: '日历上没有这一天', en: 'there is no such day in the calendar' },
  'tables.cell.dateAmbiguous': {
    zh: '日期有歧义，请写四位年份并以年、月、日为序',
    en: 'ambiguous date; write a four-digit year, then month, then day',
  },
  'tables.cell.year': { zh: '不是 1900 至 2100 之间的年份', en: 'not a year from 1900 to 2100' },
  'tables.cell.month': { zh: '不是月份，请写成 2025-03', en: 'not a month; write 2025-03' },
  'tables.cell.monthAmbiguous': {
    zh: '作为数字无法区分 1 月和 10 月，请写成 2025-01 或 2025-10',
    en: 'as a number this can be January or October; write 2025-01 or 2025-10',
  },
  'tables.cell.enum': { zh: '不在可选值内：{{allowed}}', en: 'not one of the allowed values: {{allowed}}' },
  'tables.cell.boolean': { zh: '应为“是”或“否”', en: 'must be yes or no' },
  'tables.cell.tooLong': {
    zh: '有 {{length}} 个字符，最多 {{max}} 个',
    en: 'has {{length}} characters, at most {{max}} are allowed',
  },
  'tables.cell.pattern': { zh: '格式不对，例如 {{example}}', en: 'wrong format; for example {{example}}' },
  'tables.cell.duplicate': { zh: '与第 {{firstRow}} 行重复', en: 'the same as in row {{firstRow}}' },
  'tables.cell.excelError': {
    zh: '是 Excel 的错误值，请改正公式或填写数值',
    en: 'is an Excel error; mend the formula or type a value',
  },
  'tables.cell.formulaNoValue': {
    zh: '公式没有计算结果；系统不执行公式，请用 Excel 或 WPS 打开并保存，或粘贴为数值',
    en: 'a formula without a result; formulas are never executed: open and save the file in Excel or WPS, or paste values',
  },
  'tables.cell.digitsLost': {
    zh: '编码被 Excel 当作数字，末尾数位已丢失；请把该列设为文本后重新填写',
    en: 'Excel took the code for a number and its last digits are lost; format the column as text and type it again',
  },
  'tables.cell.badCharacter': {
    zh: '含有无法识别的字符（文件编码损坏）',
    en: 'has characters that cannot be read (broken encoding)',
  },
  'tables.cell.example': {
    zh: '这是模板的示例行，请删除或改成实际数据',
    en: 'this is the example row of the template; delete it or overwrite it',
  },
}
