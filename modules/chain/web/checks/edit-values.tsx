import { InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { FEN_PER_WAN, FEN_PER_YUAN } from '#kernel/core'
import { useText } from '#kernel/web'
import type { CheckFact, CheckValues } from '../../contract.ts'

type Key = keyof CheckValues

/** How much of the stored unit one of the shown unit is. */
const SCALE: Readonly<Record<Key, number>> = {
  amount: FEN_PER_WAN,
  unitCost: FEN_PER_YUAN,
  assemblyValue: FEN_PER_YUAN,
  annualVolume: 1,
  share: 0.01,
  costShare: 0.01,
  localShare: 0.01,
}
const isShare = (key: Key) => SCALE[key] < 1
const digits = (value: number) => Number(value.toPrecision(12))

interface EditValuesProps {
  readonly fact: CheckFact
  readonly onSave: (values: CheckValues) => void
  readonly onClose: () => void
}

/** The values of a fact to be put right; an emptied one is unknown. */
export function EditValues({ fact, onSave, onClose }: EditValuesProps) {
  const { t } = useText()
  const keys = Object.keys(fact.values) as Key[]
  const [values, setValues] = useState<Partial<Record<Key, number | null>>>(fact.values)
  const save = () => {
    const changed = keys.filter((key) => values[key] !== fact.values[key])
    // With nothing changed the fact is as it was: its first value is sent, which makes it one of today.
    const sent = changed.length > 0 ? changed : keys.slice(0, 1)
    onSave(Object.fromEntries(sent.map((key) => [key, values[key] ?? null])))
  }
  return (
    <Modal
      open
      title={t('chain.checks.act.edited')}
      okText={t('chain.checks.save')}
      cancelText={t('kit.cancel')}
      onOk={save}
      onCancel={onClose}
    >
      <div className="zq-chk-edit">
        {keys.map((key, at) => {
          const value = values[key] ?? null
          const scale = SCALE[key]
          return (
            <label key={key} htmlFor={`check-${key}`}>
              <span className="zq-soft">{t(`chain.checks.value.${key}`)}</span>
              <InputNumber<number>
                id={`check-${key}`}
                autoFocus={at === 0}
                min={0}
                max={isShare(key) ? 100 : undefined}
                value={value === null ? null : digits(value / scale)}
                suffix={isShare(key) ? '%' : t(`chain.checks.unit.${key}`)}
                onPressEnter={save}
                onChange={(next) => {
                  const stored = next === null ? null : digits(next * scale)
                  setValues({
                    ...values,
                    [key]: stored === null || isShare(key) ? stored : Math.round(stored),
                  })
                }}
              />
            </label>
          )
        })}
      </div>
    </Modal>
  )
}
