import type { Bilingual } from '../contract/index.ts'

/** Texts of the refusals of background jobs. */
export const jobsMessages: Record<string, Bilingual> = {
  'jobs.job.notFound': { zh: '找不到后台任务 {{id}}。', en: 'There is no background job {{id}}.' },
  'jobs.job.unknown': {
    zh: '没有名为 {{name}} 的后台任务类型。',
    en: 'There is no kind of background job called {{name}}.',
  },
  'jobs.job.failed': { zh: '任务出错：{{message}}', en: 'The job failed: {{message}}' },
  'jobs.job.crashed': {
    zh: '服务在执行此任务时连续中断 {{times}} 次，期间没有进展，已停止重试。',
    en: 'The server stopped {{times}} times while it ran this job, without progress in between; it is not tried again.',
  },
  'jobs.job.actorGone': {
    zh: '提交此任务的账号已停用或已删除，任务不再执行。',
    en: 'The account that started this job is disabled or gone; the job is not run.',
  },
  'jobs.job.cancelled': { zh: '任务已取消。', en: 'The job was cancelled.' },
  'jobs.job.handedBack': {
    zh: '服务正在停止，任务将由下一个服务继续。',
    en: 'The server is stopping; the next one goes on with the job.',
  },
  'jobs.job.lost': {
    zh: '任务已由另一个服务接手。',
    en: 'Another server has taken over the job.',
  },
  'jobs.queue.unavailable': {
    zh: '后台任务队列尚未启动，请稍后再试。',
    en: 'The job queue has not started yet; try again shortly.',
  },
}
