import { z } from 'zod'
import { endpoint, instantText, pageOf, pageQuery } from '#kernel/contract'

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

export const reportHead = z.object({
  id: z.uuid(),
  month: z.string(),
  createdAt: instantText,
  createdBy: z.string(),
})

/** Makes the monthly dispatch report: figures are frozen with their sources at this moment. */
export const createReport = endpoint({
  method: 'POST',
  path: '/api/plan/reports',
  summary: { zh: '生成月度调度报告', en: 'Make the monthly dispatch report' },
  access: 'plan.report.write',
  body: z.object({ month: month.optional() }),
  reply: reportHead,
})

export const listReports = endpoint({
  method: 'GET',
  path: '/api/plan/reports',
  summary: { zh: '调度报告列表', en: 'List of dispatch reports' },
  access: 'plan.report.read',
  query: pageQuery,
  reply: pageOf(reportHead),
})

/** The report as DOCX, or as print-ready HTML (print it to PDF). */
export const downloadReport = endpoint({
  method: 'GET',
  path: '/api/plan/reports/:id/file',
  summary: { zh: '下载调度报告', en: 'Download a dispatch report' },
  access: 'plan.report.read',
  params: z.object({ id: z.uuid() }),
  query: z.object({
    format: z.enum(['docx', 'html']).default('docx'),
    lang: z.enum(['zh', 'en']).optional(),
  }),
  reply: z.unknown(),
  kind: 'file',
})
