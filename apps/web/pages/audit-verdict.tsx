import { SafetyCertificateOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { formatNumber, JobProgress, type JobView, useAction, useCan, useText } from '#kernel/web'
import { auditReport, verifyAuditLog } from '../../../kernel/audit/contract.ts'

/** Lets who may do so verify the chain of entries, and says what was found. */
export function AuditVerdict() {
  const { t } = useText()
  const mayVerify = useCan('audit.entry.verify')
  const verify = useAction(verifyAuditLog)
  if (!mayVerify) return null
  const start = () => verify.mutate({ body: {} })
  return (
    <div className="zq-panel" style={{ display: 'flex', flexDirection: 'column', gap: 10 }}>
      <Button
        icon={<SafetyCertificateOutlined />}
        loading={verify.isPending}
        onClick={start}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('audit.verify')}
      </Button>
      {verify.data && <JobProgress id={verify.data.jobId}>{(job) => <Findings job={job} />}</JobProgress>}
    </div>
  )
}

const SHOWN = 20

function Findings({ job }: { job: JobView }) {
  const { t, lang } = useText()
  const report = job.state === 'done' ? auditReport.safeParse(job.result).data : undefined
  if (!report) return null
  const checked = formatNumber(report.checked, lang)
  if (report.ok) return <Alert type="success" showIcon title={t('audit.whole', { count: checked })} />
  return (
    <Alert
      type="error"
      showIcon
      title={t('audit.broken', { count: formatNumber(report.faultCount, lang), checked })}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {report.faults.slice(0, SHOWN).map((fault) => (
            <li key={`${fault.seq} ${fault.kind}`}>{t(`audit.fault.${fault.kind}`, { seq: fault.seq })}</li>
          ))}
        </ul>
      }
    />
  )
}
