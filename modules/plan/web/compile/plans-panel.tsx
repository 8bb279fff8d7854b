import { CheckCircleFilled } from '@ant-design/icons'
import { Button, Popconfirm } from 'antd'
import { useMemo } from 'react'
import { type DataColumn, DataTable, type RowOf, useAction, useText } from '#kernel/web'
import { activatePlan, planList } from '../../contract.ts'
import { useLeads } from '../use-leads.ts'

type Row = RowOf<typeof planList>

/** The plans on record; one of them is in force, and another one can take its place. */
export function PlansPanel() {
  const { t, pick } = useText()
  const leads = useLeads()
  const { mutate, isPending } = useAction(activatePlan, {
    done: 'plan.plans.activated',
    invalidates: ['/api/plan'],
  })
  const columns = useMemo<DataColumn<Row>[]>(
    () => [
      {
        key: 'titleZh',
        title: t('plan.plans.title'),
        width: 420,
        card: 'title',
        render: (_: unknown, row) => pick({ zh: row.titleZh, en: row.titleEn }),
      },
      {
        key: 'startsOn',
        title: t('plan.compile.period'),
        width: 210,
        render: (_: unknown, row) => (
          <span className="zq-number">
            {row.startsOn} – {row.endsOn}
          </span>
        ),
      },
      { key: 'targets', title: t('plan.compile.found'), kind: 'number', width: 90 },
      {
        key: 'active',
        title: t('plan.state'),
        width: 170,
        render: (active: boolean, row) => {
          if (active) {
            return (
              <span className="zq-state zq-state-green">
                <CheckCircleFilled aria-hidden /> {t('plan.plans.active')}
              </span>
            )
          }
          if (!leads) return <span className="zq-soft">{t('plan.plans.inactive')}</span>
          return (
            <Popconfirm
              title={t('plan.plans.sure')}
              description={<div style={{ maxWidth: 320 }}>{t('plan.plans.sureHint')}</div>}
              okText={t('plan.plans.activate')}
              cancelText={t('kit.cancel')}
              onConfirm={() => mutate({ params: { id: row.id } })}
            >
              <Button size="small" loading={isPending}>
                {t('plan.plans.activate')}
              </Button>
            </Popconfirm>
          )
        },
      },
    ],
    [t, pick, leads, mutate, isPending],
  )
  return (
    <section className="zq-panel" aria-labelledby="plan-plans">
      <h2 id="plan-plans" className="zq-plan-h2">
        {t('plan.plans')}
      </h2>
      <DataTable
        name="plan.plans"
        endpoint={planList}
        rowKey={(row) => row.id}
        columns={columns}
        search={false}
        urlPrefix="p."
        empty={{ title: t('plan.noPlan'), hint: t('plan.compile.noneHint') }}
      />
    </section>
  )
}
