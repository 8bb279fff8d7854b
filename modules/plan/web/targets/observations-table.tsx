import { FileTextOutlined } from '@ant-design/icons'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { download, formatInstant, useTellProblem, useText } from '#kernel/web'
import { getObservationDocument, type TargetDetail } from '../../contract.ts'
import { useAmount } from '../use-amount.ts'
import { useRegions } from '../use-regions.ts'
import { type ObservationRow, observationRows } from './history.ts'

/** Every value ever recorded; a corrected one is struck out, with the value that took its place. */
export function ObservationsTable({ target }: { target: TargetDetail }) {
  const { t, lang } = useText()
  const amount = useAmount()
  const regions = useRegions()
  const tell = useTellProblem()
  const [districts, setDistricts] = useState(false)
  const all = observationRows(target.observations)
  const ofDistricts = all.filter(({ region }) => region !== null).length
  const rows = districts ? all : all.filter(({ region }) => region === null)
  return (
    <section className="zq-panel" aria-labelledby="plan-observations">
      <div className="zq-plan-tools">
        <h2 id="plan-observations">{t('plan.observations')}</h2>
        {ofDistricts > 0 && (
          <Button size="small" aria-pressed={districts} onClick={() => setDistricts(!districts)}>
            {t(districts ? 'plan.observations.cityOnly' : 'plan.observations.withDistricts', {
              count: ofDistricts,
            })}
          </Button>
        )}
      </div>
      <Table<ObservationRow>
        size="small"
        rowKey="id"
        dataSource={rows}
        pagination={{ pageSize: 12, hideOnSinglePage: true, size: 'small', showSizeChanger: false }}
        scroll={{ x: 760 }}
        locale={{ emptyText: t('plan.observations.none') }}
        columns={[
          { key: 'period', title: t('plan.period'), dataIndex: 'period', width: 110, className: 'zq-number' },
          {
            key: 'value',
            title: t('plan.value'),
            align: 'right',
            width: 210,
            className: 'zq-number',
            render: (_, row) =>
              row.correctedTo === undefined && row.supersededBy === null ? (
                amount.text(target, row.value)
              ) : (
                <>
                  <del className="zq-soft">{amount.text(target, row.value)}</del>{' '}
                  <span title={t('plan.observations.correctedTo')}>
                    → {amount.text(target, row.correctedTo)}
                  </span>
                </>
              ),
          },
          ...(districts
            ? [
                {
                  key: 'region',
                  title: t('plan.district'),
                  width: 110,
                  render: (_: unknown, row: ObservationRow) =>
                    row.region === null ? t('plan.city') : regions.nameOf(row.region),
                },
              ]
            : []),
          {
            key: 'source',
            title: t('plan.source'),
            width: 100,
            render: (_, row) => t(`plan.observation.${row.source}`),
          },
          {
            key: 'note',
            title: t('plan.note'),
            render: (_, row) => (
              <>
                {row.note ?? <span className="zq-soft">–</span>}{' '}
                {row.documentId && (
                  <Button
                    type="link"
                    size="small"
                    icon={<FileTextOutlined />}
                    onClick={() =>
                      void download(
                        getObservationDocument,
                        { params: { id: row.id } },
                        row.documentName ?? t('plan.document'),
                      ).catch(tell)
                    }
                  >
                    {row.documentName ?? t('plan.document')}
                  </Button>
                )}
              </>
            ),
          },
          {
            key: 'recorded',
            title: t('plan.recorded'),
            width: 190,
            className: 'zq-number',
            render: (_, row) => (
              <>
                {row.recordedBy}
                <span className="zq-plan-kind">{formatInstant(row.recordedAt, lang)}</span>
              </>
            ),
          },
        ]}
      />
    </section>
  )
}
