import { DownloadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { download, PageHeader, queryKeyOf, upload, useTellProblem, useText } from '#kernel/web'
import {
  downloadTemplate,
  IMPORT_TABLES,
  type ImportTable,
  importTable,
  previewImport,
  uploadImport,
} from '../../contract.ts'
import { FileDrop } from '../fields/file-drop.tsx'
import { WizardSteps } from './wizard-steps.tsx'
import '../registry.css'

/** The first step of an import: which table, its template, the file. */
export function Page() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const tell = useTellProblem()
  const asked = importTable.safeParse(params.get('table'))
  const table: ImportTable = asked.success ? asked.data : 'enterprise'
  return (
    <div className="zq-page">
      <PageHeader title={t('registry.import.new')} subtitle={t('registry.imports.intro')} />
      <WizardSteps at={0} />
      <div className="zq-panel">
        <section className="zq-reg-section">
          <h2>{t('registry.upload.which')}</h2>
          <TableChoice table={table} onChange={(next) => setParams({ table: next }, { replace: true })} />
        </section>
        <section className="zq-reg-section">
          <h2>{t('registry.upload.template')}</h2>
          <span className="zq-soft">{t('registry.upload.templateHint')}</span>
          <Button
            icon={<DownloadOutlined />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() =>
              void download(
                downloadTemplate,
                { params: { table } },
                `${t(`registry.importTable.${table}`)}.xlsx`,
              ).catch(tell)
            }
          >
            {t('registry.upload.templateButton', { table: t(`registry.importTable.${table}`) })}
          </Button>
        </section>
        <section className="zq-reg-section">
          <h2>{t('registry.upload.file')}</h2>
          <TableFile table={table} />
        </section>
      </div>
    </div>
  )
}

interface TableChoiceProps {
  readonly table: ImportTable
  readonly onChange: (table: ImportTable) => void
}

/** The tables to choose from; arrow keys move as in any group of radio buttons. */
function TableChoice({ table, onChange }: TableChoiceProps) {
  const { t } = useText()
  const group = useRef<HTMLDivElement>(null)
  const move = (step: number) => {
    const at = (IMPORT_TABLES.indexOf(table) + step + IMPORT_TABLES.length) % IMPORT_TABLES.length
    onChange(IMPORT_TABLES[at] as ImportTable)
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[at]?.focus()
  }
  return (
    <div ref={group} className="zq-reg-tables" role="radiogroup" aria-label={t('registry.upload.which')}>
      {IMPORT_TABLES.map((name) => (
        // biome-ignore lint/a11y/useSemanticElements: a card with two lines, which a radio input cannot hold
        <button
          key={name}
          type="button"
          role="radio"
          aria-checked={name === table}
          tabIndex={name === table ? 0 : -1}
          className="zq-reg-choice"
          onClick={() => onChange(name)}
          onKeyDown={({ key }) => {
            if (key === 'ArrowRight' || key === 'ArrowDown') move(1)
            if (key === 'ArrowLeft' || key === 'ArrowUp') move(-1)
          }}
        >
          <strong>{t(`registry.importTable.${name}`)}</strong>
          <span>{t(`registry.importTableHint.${name}`)}</span>
        </button>
      ))}
    </div>
  )
}

function TableFile({ table }: { table: ImportTable }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  return (
    <FileDrop
      send={async (file, sending) => {
        const preview = await upload(uploadImport, { query: { table } }, [file], sending)
        const params = { id: preview.batch.id }
        client.setQueryData(queryKeyOf(previewImport, { params, body: {} }), preview)
        await navigate(`/registry/imports/${preview.batch.id}`)
      }}
    />
  )
}
