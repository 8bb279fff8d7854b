import type { Bilingual } from '../contract/index.ts'

/** Texts of the refusals of the HTTP layer. */
export const httpMessages: Record<string, Bilingual> = {
  'http.internal': {
    zh: '服务器出错，已记录。请把请求编号告诉管理员。',
    en: 'The server failed; the failure was logged. Tell an administrator the request id.',
  },
  'http.validation': { zh: '有 {{count}} 处填写不符合要求。', en: '{{count}} field(s) break a rule.' },
  'http.request': { zh: '请求无法处理。', en: 'The request cannot be processed.' },
  'http.json': { zh: '请求正文不是有效的 JSON。', en: 'The request body is not valid JSON.' },
  'http.body.tooLarge': {
    zh: '请求或文件超过允许的大小。',
    en: 'The request or file is larger than allowed.',
  },
  'http.media.unsupported': { zh: '不支持这种内容类型。', en: 'This content type is not supported.' },
  'http.requests.tooMany': { zh: '请求过于频繁，请稍后再试。', en: 'Too many requests; try again shortly.' },
  'http.route.notFound': {
    zh: '没有这个接口或页面：{{path}}',
    en: 'There is no such operation or page: {{path}}',
  },
  'http.diskFull.unavailable': {
    zh: '磁盘空间不足，写入被拒绝，已有数据未受影响。请清理空间后重试。',
    en: 'The disk is full: the write was refused and existing data is intact. Free some space and try again.',
  },
  'http.csrf.forbidden': {
    zh: '页面的防伪令牌缺失或已过期，请刷新页面后重试。',
    en: "The page's anti-forgery token is missing or out of date; reload the page and try again.",
  },
  'http.upload.expected': {
    zh: '请以 multipart 表单上传一个文件。',
    en: 'Upload a file as a multipart form.',
  },
  'http.rule.type': { zh: '类型应为 {{expected}}', en: 'must be of type {{expected}}' },
  'http.rule.short': { zh: '至少 {{minimum}} 个字符', en: 'at least {{minimum}} characters' },
  'http.rule.long': { zh: '至多 {{maximum}} 个字符', en: 'at most {{maximum}} characters' },
  'http.rule.small': { zh: '不得小于 {{minimum}}', en: 'must not be less than {{minimum}}' },
  'http.rule.big': { zh: '不得大于 {{maximum}}', en: 'must not be more than {{maximum}}' },
  'http.rule.format': { zh: '格式不对（{{format}}）', en: 'has the wrong format ({{format}})' },
  'http.rule.value': { zh: '只能是：{{values}}', en: 'must be one of: {{values}}' },
  'http.rule.keys': { zh: '不认识的字段：{{keys}}', en: 'unknown field(s): {{keys}}' },
  'http.rule.other': { zh: '不符合要求', en: 'breaks a rule' },
}
