import { Alert, Button, Skeleton } from 'antd'
import { useState } from 'react'
import type { EndpointReply } from '#kernel/contract'
import { ErrorState, formatInstant, PageHeader, useAction, useApi, useCan, useText } from '#kernel/web'
import { getChainSettings, putChainSettings } from '../../contract.ts'
import { FieldRow } from './field-row.tsx'
import { SECTIONS, valueAt, withValue } from './fields.ts'
import { NodeDays } from './node-days.tsx'
import { TrustTable } from './trust-table.tsx'
import './settings.css'

type Settings = EndpointReply<typeof getChainSettings>

/** By which rules the chain is computed: each with what it changes, its range and what the product begins with. */
export function Page() {
  const { t, lang } = useText()
  const reply = useApi(getChainSettings, {})
  const settings = reply.data
  return (
    <div className="zq-page">
      <PageHeader
        title={t('chain.settings')}
        subtitle={
          settings?.updatedAt
            ? t('chain.settings.changed', {
                by: settings.updatedBy ?? '',
                at: formatInstant(settings.updatedAt, lang),
              })
            : t('chain.settings.never')
        }
      />
      {reply.error && !settings && <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />}
      {!settings && !reply.error && <Skeleton active paragraph={{ rows: 12 }} />}
      {settings && <SettingsForm key={settings.version} settings={settings} />}
    </div>
  )
}

function SettingsForm({ settings }: { settings: Settings }) {
  const { t } = useText()
  const mayWrite = useCan('chain.analysis.write')
  const [value, setValue] = useState(settings.value)
  const save = useAction(putChainSettings, { invalidates: ['/api/chain'], done: 'chain.settings.saved' })
  const isChanged = JSON.stringify(value) !== JSON.stringify(settings.value)
  const set = (path: string, to: unknown) => setValue((before) => withValue(before, path, to))
  return (
    <>
      {!mayWrite && <Alert type="info" showIcon title={t('chain.settings.readOnly')} />}
      {SECTIONS.map(({ key, fields }) => (
        <section key={key} className="zq-panel zq-set">
          <h2>{t(`chain.settings.section.${key}`)}</h2>
          {fields.map((field) => (
            <FieldRow
              key={field.path}
              field={field}
              value={valueAt(value, field.path)}
              usual={valueAt(settings.defaults, field.path)}
              disabled={!mayWrite}
              onChange={(to) => set(field.path, to)}
            />
          ))}
          {key === 'risk' && (
            <NodeDays
              value={value.risk.nodeDays}
              disabled={!mayWrite}
              onChange={(to) => set('risk.nodeDays', to)}
            />
          )}
          {key === 'facts' && (
            <TrustTable
              value={value.trust}
              usual={settings.defaults.trust}
              disabled={!mayWrite}
              onChange={(to) => set('trust', to)}
            />
          )}
        </section>
      ))}
      {mayWrite && (
        <div className="zq-set-save">
          <span className="zq-soft">
            {t(isChanged ? 'chain.settings.willAge' : 'chain.settings.nothing')}
          </span>
          <Button disabled={!isChanged} onClick={() => setValue(settings.value)}>
            {t('chain.settings.reset')}
          </Button>
          <Button
            type="primary"
            disabled={!isChanged}
            loading={save.isPending}
            onClick={() => save.mutate({ body: { version: settings.version, value } })}
          >
            {t('chain.settings.save')}
          </Button>
        </div>
      )}
    </>
  )
}
