import { Alert } from 'antd'
import { useText } from '#kernel/web'
import type { EnterpriseDetail } from '../../contract.ts'

/** What is doubtful in the values shown, each with its rule, so that whoever reads them can ask the firm. */
export function Doubts({ enterprise: { doubts } }: { enterprise: EnterpriseDetail }) {
  const { t, lang } = useText()
  if (doubts.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('registry.doubts.title', { count: doubts.length })}
      description={
        <ul className="zq-reg-doubts">
          {doubts.map((doubt) => (
            <li key={`${doubt.code} ${doubt.field} ${doubt.year}`}>{lang === 'zh' ? doubt.zh : doubt.en}</li>
          ))}
        </ul>
      }
    />
  )
}
