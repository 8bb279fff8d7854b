import type { Bilingual } from '../contract/index.ts'

/** Texts of the refusals of HTTP itself. */
export const httpMessages: Record<string, Bilingual> = {
  'http.internal': {
    zh: '服务器遇到意外错误，已记录（请求编号 {{requestId}}）。',
    en: 'The server met an unexpected error and wrote it down (request {{requestId}}).',
  },
  'http.route.notFound': {
    zh: '没有 {{method}} {{path}} 这个接口。',
    en: 'There is no {{method}} {{path}}.',
  },
  'http.request.invalid': {
    zh: '请求内容有 {{count}} 处不符合要求。',
    en: 'The request has {{count}} fault(s).',
  },
  'http.request.refused': {
    zh: '无法处理该请求（{{status}}）。',
    en: 'This request cannot be served ({{status}}).',
  },
  'http.forbidden': { zh: '您没有权限执行此操作。', en: 'You may not do this.' },
  'http.json.invalid': { zh: '请求正文不是正确的 JSON。', en: 'The request body is not valid JSON.' },
  'http.body.tooLarge': {
    zh: '请求正文超过上限 {{limitKb}} KB。',
    en: 'The request body is larger than the limit of {{limitKb}} KB.',
  },
  'http.media.unsupported': {
    zh: '不支持这种内容类型（{{type}}）。',
    en: 'This content type is not supported ({{type}}).',
  },
  'http.upload.tooLarge': {
    zh: '文件超过上限 {{limitMb}} MB。',
    en: 'The file is larger than the limit of {{limitMb}} MB.',
  },
  'http.upload.parts': {
    zh: '上传内容的文件或字段过多。',
    en: 'The upload has too many files or fields.',
  },
  'http.upload.missing': {
    zh: '此接口需要 multipart/form-data 上传。',
    en: 'This takes an upload as multipart/form-data.',
  },
  'http.storage.unavailable': {
    zh: '服务器磁盘空间不足，未保存。请联系管理员。',
    en: 'The server’s disk is full; nothing was saved. Tell the administrator.',
  },
  'http.csrf.forbidden': {
    zh: '请求缺少或带有失效的防伪令牌，请刷新页面后重试。',
    en: 'The request has no valid anti-forgery token; reload the page and try again.',
  },
  'http.origin.forbidden': {
    zh: '不接受来自其他网站的请求。',
    en: 'Requests from other sites are not accepted.',
  },
  'http.rate.tooMany': {
    zh: '请求过于频繁，请在 {{seconds}} 秒后再试。',
    en: 'Too many requests; try again in {{seconds}} seconds.',
  },
  'http.closing.unavailable': {
    zh: '服务正在停止，请稍后再试。',
    en: 'The server is stopping; try again shortly.',
  },
  'http.record.conflict': {
    zh: '已存在相同的记录。',
    en: 'A record like this exists already.',
  },
  'http.record.reference': {
    zh: '引用的记录不存在，或仍被其他记录引用。',
    en: 'A record that this refers to does not exist, or others still refer to it.',
  },
  'http.record.stale': {
    zh: '数据刚被他人修改，请重试。',
    en: 'The data was changed by somebody at the same moment; try again.',
  },
  'http.text.invalid': {
    zh: '文字中有不能保存的字符（例如空字符）。',
    en: 'The text holds a character that cannot be stored (a null character, for instance).',
  },
  'http.value.invalid': { zh: '有一个值的格式或范围不对。', en: 'A value has a wrong form or range.' },
  'http.fault.required': { zh: '必须填写', en: 'is required' },
  'http.fault.type': { zh: '应为{{expectedZh}}', en: 'should be {{expectedEn}}' },
  'http.fault.small': { zh: '不能小于 {{minimum}}', en: 'must not be less than {{minimum}}' },
  'http.fault.big': { zh: '不能大于 {{maximum}}', en: 'must not be more than {{maximum}}' },
  'http.fault.short': { zh: '至少 {{minimum}} 个字符', en: 'takes at least {{minimum}} characters' },
  'http.fault.long': { zh: '最多 {{maximum}} 个字符', en: 'has at most {{maximum}} characters' },
  'http.fault.few': { zh: '至少 {{minimum}} 项', en: 'takes at least {{minimum}} entries' },
  'http.fault.many': { zh: '最多 {{maximum}} 项', en: 'has at most {{maximum}} entries' },
  'http.fault.format': { zh: '格式不对（应为 {{format}}）', en: 'has the wrong form (should be {{format}})' },
  'http.fault.value': { zh: '应为其中之一：{{values}}', en: 'should be one of: {{values}}' },
  'http.fault.unknown': { zh: '不认识的字段：{{keys}}', en: 'unknown fields: {{keys}}' },
  'http.fault.parameter': {
    zh: '不认识的查询参数“{{name}}”；可用的有：{{names}}',
    en: 'unknown query parameter "{{name}}"; there are: {{names}}',
  },
  'http.fault.other': { zh: '不符合要求', en: 'is not right' },
  'http.unreadable': {
    zh: '服务器返回了无法识别的内容。',
    en: 'The server answered with something unreadable.',
  },
}
