import { DatePicker, Input, InputNumber, Select } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { dayjs } from '#kernel/core'
import { useText } from '#kernel/web'
import { COMPARATORS, type CompiledTargetDto } from '../../contract.ts'
import type { ReviewTarget } from './use-review.ts'

interface TargetEditorProps {
  readonly target: ReviewTarget
  readonly onChange: (part: Partial<CompiledTargetDto>) => void
  readonly onClose: () => void
}

/** The fields of a target under review; every change counts at once, Escape closes. */
export function TargetEditor({ target, onChange, onClose }: TargetEditorProps) {
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector<HTMLElement>('input')?.focus(), [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape comes up from the fields inside
    <div
      ref={box}
      className="zq-compile-editor"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <Field label={t('plan.compile.subject')} wide>
        <Input value={target.subject} onChange={(event) => onChange({ subject: event.target.value })} />
      </Field>
      <Field label={t('plan.comparator')}>
        <Select
          value={target.comparator}
          onChange={(comparator) => onChange({ comparator })}
          options={COMPARATORS.map((value) => ({ value, label: t(`plan.comparator.${value}`) }))}
        />
      </Field>
      <Field label={t('plan.value')}>
        <InputNumber
          value={target.value}
          controls={false}
          onChange={(value) => value !== null && onChange({ value })}
        />
      </Field>
      <Field label={t('plan.compile.valueMax')}>
        <InputNumber
          value={target.valueMax}
          controls={false}
          onChange={(valueMax) => onChange({ valueMax })}
        />
      </Field>
      <Field label={t('plan.compile.unit')}>
        <Input value={target.unit} onChange={(event) => onChange({ unit: event.target.value })} />
      </Field>
      <Field label={t('plan.deadline')}>
        <DatePicker
          value={target.deadline ? dayjs(target.deadline) : null}
          onChange={(day) => onChange({ deadline: day ? day.format('YYYY-MM-DD') : null })}
        />
      </Field>
      <Field label={t('plan.scope')}>
        <Input
          value={target.scope ?? ''}
          onChange={(event) => onChange({ scope: event.target.value || null })}
        />
      </Field>
      <Field label={t('plan.task')} wide>
        <Input
          value={target.task ?? ''}
          onChange={(event) => onChange({ task: event.target.value || null })}
        />
      </Field>
      <p className="zq-plan-note zq-compile-sentence">{target.sentence}</p>
    </div>
  )
}

function Field({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field is the child
    <label className={wide ? 'zq-compile-wide' : undefined}>
      <span className="zq-soft">{label}</span>
      {children}
    </label>
  )
}
