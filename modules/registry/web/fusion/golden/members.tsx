import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { formatNumber, useCan, useText } from '#kernel/web'
import type { FusionEntity, FusionRecord, GoldenValue } from '../../../contract.ts'
import { ComparedText } from '../compare/compared-text.tsx'
import { Origin } from '../origin.tsx'
import { comparePath, useFieldName, useSourceName } from '../words.ts'
import { type CellState, cellStateOf, filledFields } from './cells.ts'
import { SplitRecords } from './split-records.tsx'

const CLASS_OF: Readonly<Record<CellState, string | undefined>> = {
  golden: 'zq-fus-golden-cell',
  agrees: undefined,
  other: 'zq-fus-other-cell',
  none: undefined,
}

/** The records of an entity, cell by cell against the golden values; chosen ones are compared or taken out. */
export function Members({ entity }: { entity: FusionEntity }) {
  const { t, lang } = useText()
  const navigate = useNavigate()
  const mayDecide = useCan('registry.fusion.decide')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const fields = filledFields(entity)
  const fieldName = useFieldName()
  const here = chosen.filter((id) => entity.members.some((member) => member.id === id))
  const toggle = (id: string, on: boolean) => setChosen(on ? [...here, id] : here.filter((of) => of !== id))
  const [left, right] = here
  return (
    <section className="zq-reg-section" aria-label={t('registry.fusion.members')}>
      <header>
        <h2>
          {t('registry.fusion.members')}{' '}
          <span className="zq-soft zq-number">{formatNumber(entity.members.length, lang)}</span>
        </h2>
        {entity.members.length > 1 && (
          <div className="zq-fus-row">
            <Button
              disabled={here.length !== 2}
              title={t('registry.fusion.chooseTwo')}
              onClick={() => left && right && void navigate(comparePath(left, right))}
            >
              {t('registry.fusion.compareTwo')}
            </Button>
            {mayDecide && <SplitRecords entity={entity} chosen={here} onDone={() => setChosen([])} />}
          </div>
        )}
      </header>
      <div className="zq-reg-scroll">
        <table className="zq-fus-table zq-fus-members">
          <thead>
            <tr>
              {entity.members.length > 1 && <th aria-label={t('registry.fusion.choose')} />}
              <th scope="col">{t('registry.fusion.from')}</th>
              {fields.map(({ field }) => (
                <th key={field} scope="col">
                  {fieldName(field)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entity.members.map((member) => (
              <tr key={member.id}>
                {entity.members.length > 1 && (
                  <td className="zq-fus-tick">
                    <Checkbox
                      checked={here.includes(member.id)}
                      onChange={(event) => toggle(member.id, event.target.checked)}
                      aria-label={t('registry.fusion.chooseRecord', { id: member.externalId })}
                    />
                  </td>
                )}
                <From member={member} />
                {fields.map((golden) => (
                  <Cell key={golden.field} member={member} golden={golden} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="zq-fus-legend" style={{ margin: 0 }}>
        <span>
          <i style={{ background: 'var(--zq-green-soft)' }} aria-hidden />
          {t('registry.fusion.cell.golden')}
        </span>
        <span>
          <i aria-hidden />
          {t('registry.fusion.cell.agrees')}
        </span>
        <span>
          <i style={{ background: 'var(--zq-amber-soft)' }} aria-hidden />
          {t('registry.fusion.cell.other')}
        </span>
      </p>
    </section>
  )
}

function From({ member }: { member: FusionRecord }) {
  const nameOf = useSourceName()
  return (
    <th scope="row" style={{ fontWeight: 400, minWidth: 120 }}>
      {nameOf(member.source)}
      <div>
        <Origin record={member} />
      </div>
    </th>
  )
}

function Cell({ member, golden }: { member: FusionRecord; golden: GoldenValue }) {
  const { t } = useText()
  const state = cellStateOf(member, golden)
  const value = member.fields[golden.field]
  return (
    <td className={CLASS_OF[state]} title={state === 'none' ? undefined : t(`registry.fusion.cell.${state}`)}>
      {state === 'other' ? <ComparedText text={value} other={golden.value} /> : (value ?? '–')}
    </td>
  )
}
