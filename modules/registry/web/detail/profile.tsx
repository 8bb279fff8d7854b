import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { formatDate, formatMoney, useText } from '#kernel/web'
import type { EnterpriseDetail } from '../../contract.ts'
import { ENTERPRISE_FIELDS } from '../fields/specs.ts'
import { Section, SourceText } from './section.tsx'

/** Shown in the page's head already. */
const IN_HEAD = new Set(['name'])

interface ProfileProps {
  readonly enterprise: EnterpriseDetail
  readonly onEdit: () => void
}

/** The fields of the enterprise itself. */
export function Profile({ enterprise, onEdit }: ProfileProps) {
  const { t, lang } = useText()
  const values = enterprise as unknown as Record<string, unknown>
  const shown = (name: string, kind: string): ReactNode => {
    const value = values[name]
    if (name === 'district') return enterprise.districtName ?? (value as string | null)
    if (value === null || value === undefined || value === '') return null
    if (name === 'website') {
      return (
        <a href={String(value)} target="_blank" rel="noopener noreferrer">
          {String(value)}
        </a>
      )
    }
    if (kind === 'money') return formatMoney(value as number, lang)
    if (kind === 'date') return formatDate(value as string, lang)
    if (kind === 'tags') {
      const texts = value as string[]
      if (texts.length === 0) return null
      return (
        <span className="zq-reg-tags">
          {texts.map((text) => (
            <Tag key={text}>{text}</Tag>
          ))}
        </span>
      )
    }
    return String(value)
  }
  return (
    <Section
      part="enterprise"
      enterprise={enterprise}
      onEdit={onEdit}
      actions={<SourceText source={enterprise.source} />}
    >
      <dl className="zq-reg-facts">
        {ENTERPRISE_FIELDS.filter(({ name }) => !IN_HEAD.has(name)).map((spec) => (
          <div key={spec.name} className={spec.wide ? 'zq-reg-wide' : undefined}>
            <dt>{t(spec.labelKey)}</dt>
            <dd className="zq-number">{shown(spec.name, spec.kind) ?? <span className="zq-soft">–</span>}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
