import { z } from 'zod'
import type { Bilingual } from '../contract/index.ts'

/** One setting: where it is read from, what is right, what it does. The table in docs/settings.md is made of these. */
export interface Setting<T = unknown> {
  /** Key in the settings file. */
  readonly key: string
  /** Environment variable; it wins over the file. */
  readonly env: string
  readonly schema: z.ZodType<T>
  readonly titles: Bilingual
  /** What a right value looks like, for the refusal. */
  readonly expected: Bilingual
  /** Never printed by doctor or the log. */
  readonly secret?: boolean
}

function setting<T>(definition: Setting<T>): Setting<T> {
  return definition
}

const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max)
const flag = z.preprocess(
  (value) =>
    typeof value === 'string' ? ({ true: true, false: false, '1': true, '0': false }[value] ?? value) : value,
  z.boolean(),
)
const webAddress = z.url({ protocol: /^https?$/ })

/** A number setting with its bounds in the text of the refusal. */
function bounded(key: string, env: string, standard: number, min: number, max: number, titles: Bilingual) {
  return setting({
    key,
    env,
    schema: wholeNumber(min, max).default(standard),
    titles,
    expected: { zh: `${min} 到 ${max} 之间的整数`, en: `a whole number from ${min} to ${max}` },
  })
}

/** Every setting of the product. */
export const SETTINGS = {
  dataDir: setting({
    key: 'dataDir',
    env: 'ZHIQING_DATA_DIR',
    schema: z.string().min(1).default('data'),
    titles: { zh: '数据目录（内嵌数据库、上传文件）', en: 'Data folder (embedded database, uploads)' },
    expected: { zh: '一个可写的目录路径', en: 'the path of a writable folder' },
  }),
  databaseUrl: setting({
    key: 'databaseUrl',
    env: 'DATABASE_URL',
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\//)
      .optional(),
    titles: {
      zh: 'PostgreSQL 地址；不填则用内嵌数据库',
      en: 'PostgreSQL address; embedded database when absent',
    },
    expected: { zh: 'postgres:// 开头的地址', en: 'an address that begins with postgres://' },
    secret: true,
  }),
  embeddedMemory: setting({
    key: 'embeddedMemory',
    env: 'ZHIQING_EMBEDDED_MEMORY',
    schema: z.enum(['auto', 'large', 'small']).default('auto'),
    titles: {
      zh: '内嵌数据库的内存：large 启动时峰值约 1 GB，small 约一半但查询慢约一倍，auto 在内存不足 2 GB 的机器上取 small',
      en: 'Memory of the embedded database: large peaks at about 1 GB at the start, small takes about half and answers in about twice the time, auto is small on machines below 2 GB',
    },
    expected: { zh: 'auto、large 或 small', en: 'auto, large or small' },
  }),
  databasePool: bounded('databasePool', 'ZHIQING_DATABASE_POOL', 10, 2, 200, {
    zh: 'PostgreSQL 连接数',
    en: 'PostgreSQL connections',
  }),
  host: setting({
    key: 'host',
    env: 'ZHIQING_HOST',
    schema: z.string().min(1).default('127.0.0.1'),
    titles: { zh: '监听地址', en: 'Listening address' },
    expected: { zh: '主机名或 IP，例如 0.0.0.0', en: 'a host name or IP, for instance 0.0.0.0' },
  }),
  port: bounded('port', 'ZHIQING_PORT', 4600, 0, 65535, {
    zh: '监听端口（0 为任取）',
    en: 'Listening port (0 = any free one)',
  }),
  publicUrl: setting({
    key: 'publicUrl',
    env: 'ZHIQING_PUBLIC_URL',
    schema: webAddress.optional(),
    titles: {
      zh: '对外网址（用于链接与统一身份认证回调）',
      en: 'Public address (links, OpenID Connect callback)',
    },
    expected: { zh: 'http:// 或 https:// 开头的网址', en: 'an address that begins with http:// or https://' },
  }),
  trustProxy: setting({
    key: 'trustProxy',
    env: 'ZHIQING_TRUST_PROXY',
    schema: flag.default(false),
    titles: { zh: '前面有反向代理，信任其转发头', en: 'Behind a reverse proxy whose headers are trusted' },
    expected: { zh: 'true 或 false', en: 'true or false' },
  }),
  pack: setting({
    key: 'pack',
    env: 'ZHIQING_PACK',
    schema: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .default('chongqing'),
    titles: { zh: '城市包', en: 'City pack' },
    expected: { zh: 'packs/ 下的目录名', en: 'the name of a folder under packs/' },
  }),
  language: setting({
    key: 'language',
    env: 'ZHIQING_LANGUAGE',
    schema: z.enum(['zh', 'en']).default('zh'),
    titles: { zh: '默认语言', en: 'Default language' },
    expected: { zh: 'zh 或 en', en: 'zh or en' },
  }),
  logLevel: setting({
    key: 'logLevel',
    env: 'ZHIQING_LOG_LEVEL',
    schema: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
    titles: { zh: '日志级别', en: 'Log level' },
    expected: { zh: 'silent、error、warn、info 或 debug', en: 'silent, error, warn, info or debug' },
  }),
  sessionIdleMinutes: bounded('sessionIdleMinutes', 'ZHIQING_SESSION_IDLE_MINUTES', 120, 5, 43_200, {
    zh: '会话闲置多少分钟后失效',
    en: 'Minutes of idleness that end a session',
  }),
  sessionMaxHours: bounded('sessionMaxHours', 'ZHIQING_SESSION_MAX_HOURS', 168, 1, 8_760, {
    zh: '会话最长小时数',
    en: 'Longest life of a session in hours',
  }),
  uploadMaxMb: bounded('uploadMaxMb', 'ZHIQING_UPLOAD_MAX_MB', 300, 1, 4_096, {
    zh: '上传文件上限（MB）',
    en: 'Largest upload (MB)',
  }),
  bodyMaxKb: bounded('bodyMaxKb', 'ZHIQING_BODY_MAX_KB', 2_048, 16, 65_536, {
    zh: '请求正文上限（KB，上传除外）',
    en: 'Largest request body (KB, uploads aside)',
  }),
  rateLimitPerMinute: bounded('rateLimitPerMinute', 'ZHIQING_RATE_LIMIT', 1_200, 10, 1_000_000, {
    zh: '每个账号或地址每分钟请求上限',
    en: 'Requests per minute of one account or address',
  }),
  signInPerMinute: bounded('signInPerMinute', 'ZHIQING_SIGN_IN_LIMIT', 20, 1, 100_000, {
    zh: '每个地址每分钟登录尝试上限',
    en: 'Sign-in attempts per minute of one address',
  }),
  metricsToken: setting({
    key: 'metricsToken',
    env: 'ZHIQING_METRICS_TOKEN',
    schema: z.string().min(16).optional(),
    titles: {
      zh: '/metrics 的访问令牌；不填则只允许本机',
      en: 'Token of /metrics; loopback only when absent',
    },
    expected: { zh: '至少 16 个字符', en: 'at least 16 characters' },
    secret: true,
  }),
  oidcIssuer: setting({
    key: 'oidcIssuer',
    env: 'ZHIQING_OIDC_ISSUER',
    schema: webAddress.optional(),
    titles: { zh: '统一身份认证（OpenID Connect）签发者', en: 'OpenID Connect issuer' },
    expected: { zh: '签发者网址', en: 'the address of the issuer' },
  }),
  oidcClientId: setting({
    key: 'oidcClientId',
    env: 'ZHIQING_OIDC_CLIENT_ID',
    schema: z.string().min(1).optional(),
    titles: { zh: '统一身份认证客户端编号', en: 'OpenID Connect client id' },
    expected: { zh: '非空文字', en: 'some text' },
  }),
  oidcClientSecret: setting({
    key: 'oidcClientSecret',
    env: 'ZHIQING_OIDC_CLIENT_SECRET',
    schema: z.string().min(1).optional(),
    titles: { zh: '统一身份认证客户端密钥', en: 'OpenID Connect client secret' },
    expected: { zh: '非空文字', en: 'some text' },
    secret: true,
  }),
  oidcTitle: setting({
    key: 'oidcTitle',
    env: 'ZHIQING_OIDC_TITLE',
    schema: z.string().min(1).max(40).default('统一身份认证'),
    titles: { zh: '统一身份认证按钮文字', en: 'Text of the OpenID Connect button' },
    expected: { zh: '不超过 40 字', en: 'at most 40 characters' },
  }),
  oidcProvision: setting({
    key: 'oidcProvision',
    env: 'ZHIQING_OIDC_PROVISION',
    schema: flag.default(false),
    titles: {
      zh: '首次统一身份认证登录时自动开户',
      en: 'Open an account at the first OpenID Connect sign-in',
    },
    expected: { zh: 'true 或 false', en: 'true or false' },
  }),
} as const

type Settings = typeof SETTINGS

/** Every setting, resolved. */
export type Config = { readonly [K in keyof Settings]: z.output<Settings[K]['schema']> }
