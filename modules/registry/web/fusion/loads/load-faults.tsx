import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { formatNumber, useText } from '#kernel/web'
import type { FusionLoad } from '../../../contract.ts'

/** Faults drawn at a time. */
const SHOWN = 100

/** Rows that were not taken: row, column, value and the rule that it breaks. */
export function LoadFaults({ load }: { load: FusionLoad }) {
  const { t, lang, pick } = useText()
  const [shown, setShown] = useState(SHOWN)
  const faults = useMemo(
    () => [...load.faults].sort((a, b) => a.row - b.row).slice(0, shown),
    [load.faults, shown],
  )
  return (
    <section className="zq-panel" aria-label={t('registry.fusion.faults')}>
      <div className="zq-fus-panel-head">
        <h2>{t('registry.fusion.faults')}</h2>
        <span className="zq-soft">
          {t('registry.fusion.faultsHint', { count: formatNumber(load.faults.length, lang) })}
        </span>
      </div>
      <div className="zq-reg-scroll">
        <table className="zq-reg-table">
          <thead>
            <tr>
              <th scope="col" className="zq-reg-num">
                {t('registry.fusion.fault.row')}
              </th>
              <th scope="col">{t('registry.fusion.fault.column')}</th>
              <th scope="col">{t('registry.fusion.fault.value')}</th>
              <th scope="col">{t('registry.fusion.fault.rule')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map((fault) => (
              <tr key={`${fault.row}:${fault.column}:${fault.code}`}>
                <td className="zq-reg-num">{formatNumber(fault.row, lang)}</td>
                <td>{fault.column}</td>
                <td className="zq-number" style={{ overflowWrap: 'anywhere' }}>
                  {fault.value || <span className="zq-soft">{t('registry.history.empty')}</span>}
                </td>
                <td>{pick(fault)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown < load.faults.length && (
        <Button size="small" style={{ marginTop: 8 }} onClick={() => setShown(shown + SHOWN)}>
          {t('registry.fusion.showMore')}
        </Button>
      )}
    </section>
  )
}
