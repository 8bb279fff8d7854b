import { BarChartOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { DataTable, PageHeader, useCan, useText } from '#kernel/web'
import { exportEnterprises, listEnterprises } from '../../contract.ts'
import { AddEnterprise } from './add-enterprise.tsx'
import { useEnterpriseColumns } from './columns.tsx'
import { FacetPanel } from './facet-panel.tsx'
import { clearFilters, countFilters, type FilterValues, readFilters, writeFilters } from './filter-state.ts'
import { ListFilters } from './list-filters.tsx'
import '../registry.css'

const FACETS_KEY = 'zhiqing.registry.facets'

/** All enterprises that the caller may see. */
export function Page() {
  const { t } = useText()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const canExport = useCan('registry.enterprise.export')
  const canImport = useCan('registry.enterprise.import')
  const canWrite = useCan('registry.enterprise.write')
  const [adding, setAdding] = useState(false)
  const [facets, setFacets] = useState(() => localStorage.getItem(FACETS_KEY) === 'true')
  const columns = useEnterpriseColumns()
  const values = useMemo(() => readFilters(params), [params])
  const q = params.get('q')?.trim() || undefined
  const change = useCallback(
    (next: FilterValues) => setParams((before) => writeFilters(before, next), { replace: true }),
    [setParams],
  )
  const clear = () => setParams((before) => clearFilters(before), { replace: true })
  const toggleFacets = () => {
    localStorage.setItem(FACETS_KEY, String(!facets))
    setFacets(!facets)
  }
  const importButton = canImport && (
    <Link to="/registry/imports/new">
      <Button icon={<UploadOutlined />}>{t('registry.list.import')}</Button>
    </Link>
  )
  const addButton = canWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {t('registry.list.add')}
    </Button>
  )
  return (
    <div className="zq-page">
      <PageHeader
        title={t('registry.enterprises')}
        subtitle={t('registry.enterprises.intro')}
        actions={
          <>
            {importButton}
            {addButton}
          </>
        }
      />
      <div className="zq-panel">
        <ListFilters values={values} q={q} onChange={change} onClear={clear} />
        {facets && <FacetPanel values={values} q={q} onChange={change} />}
        <DataTable
          name="registry.enterprises"
          endpoint={listEnterprises}
          query={values}
          rowKey={(row) => row.id}
          columns={columns}
          searchHint={t('registry.list.search')}
          onOpen={(row) => void navigate(`/registry/enterprises/${row.id}`)}
          exportEndpoint={canExport ? exportEnterprises : undefined}
          exportName={`${t('registry.enterprises')}.xlsx`}
          actions={
            <Button icon={<BarChartOutlined />} aria-pressed={facets} onClick={toggleFacets}>
              {t('registry.list.facets')}
            </Button>
          }
          empty={
            countFilters(values) > 0
              ? {
                  title: t('registry.list.nothing'),
                  hint: t('registry.list.nothingHint'),
                  action: <Button onClick={clear}>{t('registry.list.clear')}</Button>,
                }
              : {
                  title: t('registry.list.empty'),
                  hint: t('registry.list.emptyHint'),
                  action: (
                    <>
                      {importButton}
                      {addButton}
                    </>
                  ),
                }
          }
        />
      </div>
      {adding && <AddEnterprise onClose={() => setAdding(false)} />}
    </div>
  )
}
