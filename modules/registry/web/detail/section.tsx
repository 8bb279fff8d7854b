import { EditOutlined, LockOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useMe, useText } from '#kernel/web'
import type { EnterpriseDetail } from '../../contract.ts'

/** The group of permissions that a part belongs to, for the reason why it is hidden. */
const GROUP_OF_PART: Readonly<Record<string, string>> = {
  yearly: 'figures',
  monthly: 'figures',
  relations: 'relations',
  contacts: 'contacts',
  documents: 'documents',
  sources: 'documents',
}

interface SectionProps {
  readonly part: string
  readonly enterprise: EnterpriseDetail
  readonly title?: ReactNode
  readonly onEdit?: () => void
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** One part of an enterprise under its heading; a part the caller may not see says why instead. */
export function Section({ part, enterprise, title, onEdit, actions, children }: SectionProps) {
  const { t } = useText()
  const hidden = isHidden(enterprise, part)
  return (
    <section className="zq-reg-section" aria-label={t(`registry.part.${part}`)}>
      <header>
        <h2>{title ?? t(`registry.part.${part}`)}</h2>
        {!hidden && (
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
            {actions}
            {onEdit && mayEdit(enterprise, part) && (
              <Button size="small" icon={<EditOutlined />} onClick={onEdit}>
                {t('registry.edit')}
              </Button>
            )}
          </div>
        )}
      </header>
      {hidden ? <HiddenPart part={part} /> : children}
    </section>
  )
}

/** Whether the caller may change a field or part. */
export function mayEdit(enterprise: EnterpriseDetail, fieldOrPart: string): boolean {
  return enterprise.editable && !enterprise.closed.includes(fieldOrPart)
}

/** Whether the server withheld a part. */
export function isHidden(enterprise: EnterpriseDetail, part: string): boolean {
  // Raw rows need the same right as documents; the reply names only its own parts.
  return enterprise.hidden.includes(part === 'sources' ? 'documents' : part)
}

/** Says that a part is there but not for the caller, and why. */
export function HiddenPart({ part }: { part: string }) {
  const { t, has } = useText()
  const { roles } = useMe()
  const names = roles.map((role) => (has(`shell.role.${role}`) ? t(`shell.role.${role}`) : role))
  return (
    <div className="zq-reg-hidden" role="note">
      <LockOutlined aria-hidden style={{ marginTop: 4 }} />
      <div>
        <strong>{t('registry.hidden.title')}</strong>
        <p>
          {t(`registry.hidden.${GROUP_OF_PART[part] ?? 'profile'}`, {
            roles: names.join(t('registry.listComma')),
          })}{' '}
          {t('registry.hidden.ask')}
        </p>
      </div>
    </div>
  )
}

/** Said where a part has no rows. */
export function NoRows() {
  const { t } = useText()
  return <p className="zq-soft">{t('registry.none')}</p>
}

/** Where a row came from. */
export function SourceText({ source }: { source: string }) {
  const { t, has } = useText()
  const kind = source.split(':')[0] ?? source
  return (
    <span className="zq-soft" style={{ fontSize: 12 }}>
      {t('registry.fromSource', {
        source: has(`registry.source.${kind}`) ? t(`registry.source.${kind}`) : source,
      })}
    </span>
  )
}
