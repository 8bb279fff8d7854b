import { Tag } from 'antd'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { type DataColumn, useText } from '#kernel/web'
import type { FusionEntityRow } from '../../../contract.ts'
import { Share } from '../share.tsx'
import { entityPath, useSourceName } from '../words.ts'

/** Columns of the list of golden records. */
export function useEntityColumns(): readonly DataColumn<FusionEntityRow>[] {
  const { t } = useText()
  const nameOf = useSourceName()
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('registry.fusion.field.name'),
        width: 225,
        fixed: 'left',
        sort: true,
        card: 'title',
        render: (name: string, row) => (
          <>
            <Link to={entityPath(row.id)}>{name || t('registry.fusion.nameless')}</Link>
            {row.headId && <Tag style={{ marginInlineStart: 6 }}>{t('registry.fusion.branch')}</Tag>}
          </>
        ),
      },
      {
        key: 'uscc',
        title: t('registry.fusion.field.uscc'),
        width: 190,
        render: (code: string | null) =>
          code ? (
            <span className="zq-fus-day">{code}</span>
          ) : (
            <span className="zq-soft">{t('kit.unknown')}</span>
          ),
      },
      { key: 'records', title: t('registry.fusion.records'), kind: 'number', width: 100, sort: true },
      {
        key: 'sources',
        title: t('registry.fusion.sources'),
        width: 180,
        render: (sources: string[]) => {
          const names = sources.map(nameOf).join(t('registry.listComma'))
          return (
            <span className="zq-fus-clip" title={names}>
              <b className="zq-number">{sources.length}</b> <span className="zq-soft">{names}</span>
            </span>
          )
        },
      },
      {
        key: 'confidence',
        title: t('registry.fusion.confidence'),
        width: 130,
        sort: true,
        render: (value: number) => <Share value={value} />,
      },
      {
        key: 'openReviews',
        title: t('registry.fusion.openReviews'),
        kind: 'number',
        width: 85,
      },
      {
        key: 'enterpriseId',
        title: t('registry.fusion.library'),
        width: 80,
        render: (id: string | null) =>
          id ? (
            <Link to={`/registry/enterprises/${id}`}>{t('kit.table.open')}</Link>
          ) : (
            <span className="zq-soft">{t('registry.fusion.outside')}</span>
          ),
      },
      {
        key: 'updatedAt',
        title: t('registry.fusion.updatedAt'),
        kind: 'instant',
        width: 170,
        sort: true,
        hidden: true,
      },
    ],
    [t, nameOf],
  )
}
