import { DatePicker, Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { PageHeader, useText } from '#kernel/web'
import { FusionTabs } from '../fusion-tabs.tsx'
import { useSources } from '../words.ts'
import { RecordsFile } from './records-file.tsx'
import '../../registry.css'

/** A source that must not be loaded by file: the library speaks for itself. */
const LIBRARY = 'library'

/** Takes a file of source records: where they come from, of which day, and the file. */
export function Page() {
  const { t, pick } = useText()
  const sources = useSources()
  const [params, setParams] = useSearchParams()
  const [observedOn, setObservedOn] = useState<string>()
  const source = params.get('source') ?? undefined
  return (
    <div className="zq-page">
      <PageHeader title={t('registry.fusion.load')} subtitle={t('registry.fusion.loadIntro')} />
      <FusionTabs />
      <div className="zq-panel">
        <section className="zq-reg-section">
          <h2>{t('registry.fusion.loadFrom')}</h2>
          <div className="zq-fus-form" style={{ marginBottom: 0 }}>
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the select inside is the control */}
            <label>
              {t('registry.fusion.source')}
              <Select
                allowClear
                placeholder={t('registry.fusion.sourceInRows')}
                value={source}
                onChange={(next?: string) => setParams(next ? { source: next } : {}, { replace: true })}
                options={sources
                  .filter(({ code }) => code !== LIBRARY)
                  .map(({ code, nameZh, nameEn }) => ({
                    value: code,
                    label: pick({ zh: nameZh, en: nameEn }),
                  }))}
              />
            </label>
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the date field inside is the control */}
            <label>
              {t('registry.fusion.observedOn')}
              <DatePicker
                placeholder={t('registry.fusion.today')}
                onChange={(date) => setObservedOn(date ? date.format('YYYY-MM-DD') : undefined)}
              />
            </label>
          </div>
          <span className="zq-soft">{t('registry.fusion.loadFromHint')}</span>
        </section>
        <section className="zq-reg-section">
          <h2>{t('registry.fusion.file')}</h2>
          <RecordsFile source={source} observedOn={observedOn} />
          <span className="zq-soft">{t('registry.fusion.columnsHint')}</span>
        </section>
      </div>
    </div>
  )
}
