import { Figure, useText } from '#kernel/web'
import type { EnterpriseDetail } from '../../contract.ts'
import { neighboursOn } from './relation-picture.ts'

/** The numbers at the top of the page; those the caller may not see are left out (their part says why). */
export function KeyFigures({ enterprise }: { enterprise: EnterpriseDetail }) {
  const { t } = useText()
  const { yearly, relations, capabilities } = enterprise
  const newest = (key: 'revenue' | 'staff' | 'rnd') =>
    [...(yearly ?? [])].sort((a, b) => b.year - a.year).find((row) => typeof row[key] === 'number')
  const revenue = newest('revenue')
  const staff = newest('staff')
  const rnd = newest('rnd')
  const year = (row: { year: number } | undefined) => row && t('registry.col.revenueOf', { year: row.year })
  const here = `/registry/enterprises/${enterprise.id}`
  return (
    <div className="zq-panel zq-reg-key">
      {yearly && (
        <>
          <Figure
            size="small"
            label={t('registry.key.revenue')}
            value={revenue?.revenue}
            unit="fen"
            source={year(revenue)}
            evidence={`${here}?tab=figures`}
          />
          <Figure
            size="small"
            label={t('registry.key.staff')}
            value={staff?.staff}
            unitText={t('registry.unit.people')}
            source={year(staff)}
            evidence={`${here}?tab=figures`}
          />
          <Figure
            size="small"
            label={t('registry.key.rnd')}
            value={typeof rnd?.rnd === 'number' && rnd.revenue ? rnd.rnd / rnd.revenue : null}
            unit="ratio"
            source={year(rnd)}
            evidence={`${here}?tab=figures`}
          />
        </>
      )}
      {capabilities && (
        <Figure
          size="small"
          label={t('registry.key.capabilities')}
          value={capabilities.length}
          unitText={t('registry.key.items')}
        />
      )}
      {relations && (
        <>
          <Figure
            size="small"
            label={t('registry.key.suppliers')}
            value={neighboursOn('upstream', relations).length}
            unitText={t('registry.unit.firms')}
            evidence={`${here}?tab=relations`}
          />
          <Figure
            size="small"
            label={t('registry.key.buyers')}
            value={neighboursOn('downstream', relations).length}
            unitText={t('registry.unit.firms')}
            evidence={`${here}?tab=relations`}
          />
        </>
      )}
    </div>
  )
}
