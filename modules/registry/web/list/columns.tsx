import { Tag, Tooltip } from 'antd'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { type DataColumn, formatMoney, formatNumber, useMe, useText } from '#kernel/web'
import type { EnterpriseRow } from '../../contract.ts'
import { useQualificationTitle } from '../titles.ts'

/** Columns of the enterprise list. */
export function useEnterpriseColumns(): readonly DataColumn<EnterpriseRow>[] {
  const { t, has, lang } = useText()
  const titleOf = useQualificationTitle()
  const { synthetic: allSynthetic } = useMe()
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('registry.col.name'),
        width: 235,
        fixed: 'left',
        sort: true,
        card: 'title',
        render: (name: string, row) => (
          <>
            <Link to={`/registry/enterprises/${row.id}`}>{name}</Link>
            {row.synthetic && !allSynthetic && (
              <Tag style={{ marginInlineStart: 6 }}>{t('registry.synthetic')}</Tag>
            )}
          </>
        ),
      },
      {
        key: 'uscc',
        title: t('registry.col.uscc'),
        width: 180,
        render: (code: string | null) =>
          code ? (
            <span className="zq-number" style={{ whiteSpace: 'nowrap' }}>
              {code}
            </span>
          ) : (
            <span className="zq-soft">{t('kit.unknown')}</span>
          ),
      },
      {
        key: 'districtName',
        title: t('registry.filter.district'),
        width: 110,
        sort: 'district',
        absent: 'unknown',
      },
      {
        key: 'mainNodeName',
        title: t('registry.col.mainNode'),
        width: 150,
        sort: 'mainNode',
        absent: 'unknown',
      },
      {
        key: 'parts',
        title: t('registry.col.kind'),
        width: 150,
        hidden: true,
        render: (_: boolean, row) => <KindTags parts={row.parts} electronics={row.electronics} />,
      },
      {
        key: 'qualifications',
        title: t('registry.filter.qualification'),
        width: 180,
        render: (kinds: string[]) =>
          kinds.length === 0 ? (
            <span className="zq-soft">–</span>
          ) : (
            <span className="zq-reg-tags">
              {kinds.map((kind) => (
                <Tag key={kind} title={titleOf(kind)}>
                  {has(`registry.qualShort.${kind}`) ? t(`registry.qualShort.${kind}`) : titleOf(kind)}
                </Tag>
              ))}
            </span>
          ),
      },
      {
        key: 'revenue',
        title: t('registry.col.revenue'),
        kind: 'money',
        width: 145,
        sort: true,
        render: (fen: number | null | undefined, row) => (
          <Known value={fen}>
            {formatMoney(fen, lang)}
            {row.revenueYear && (
              <div className="zq-soft" style={{ fontSize: 12 }}>
                {t('registry.col.revenueOf', { year: row.revenueYear })}
              </div>
            )}
          </Known>
        ),
      },
      {
        key: 'staff',
        title: t('registry.col.staff'),
        kind: 'number',
        width: 100,
        sort: true,
        hidden: true,
        render: (staff: number | null | undefined) => (
          <Known value={staff}>{formatNumber(staff, lang)}</Known>
        ),
      },
      {
        key: 'established',
        title: t('registry.col.established'),
        kind: 'date',
        width: 120,
        sort: true,
        hidden: true,
      },
      {
        key: 'updatedAt',
        title: t('registry.col.updatedAt'),
        kind: 'instant',
        width: 170,
        sort: true,
        hidden: true,
      },
    ],
    [t, has, lang, titleOf, allSynthetic],
  )
}

/** A figure: absent when the caller may not see it, null when nobody knows it. */
function Known({ value, children }: { value: unknown; children: React.ReactNode }) {
  const { t } = useText()
  if (value === undefined) {
    return (
      <Tooltip title={t('registry.notVisible.figures')}>
        <span className="zq-soft">{t('registry.notVisible')}</span>
      </Tooltip>
    )
  }
  if (value === null) return <span className="zq-soft">{t('kit.unknown')}</span>
  return <>{children}</>
}

/** Whether a firm makes parts, and automotive electronics. */
export function KindTags({ parts, electronics }: { parts: boolean; electronics: boolean }) {
  const { t } = useText()
  if (!parts && !electronics) return <span className="zq-soft">–</span>
  return (
    <span className="zq-reg-tags">
      {parts && <Tag>{t('registry.trait.parts')}</Tag>}
      {electronics && <Tag color="blue">{t('registry.trait.electronics')}</Tag>}
    </span>
  )
}
