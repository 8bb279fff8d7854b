import { Form, type FormRule } from 'antd'
import { type TextTools, useText } from '#kernel/web'
import { uscc } from '../../contract.ts'
import { FieldInput } from './field-input.tsx'
import type { FieldSpec } from './specs.ts'

interface FieldsGridProps {
  readonly specs: readonly FieldSpec[]
  /** Position of the row in its list, for the rows of a part. */
  readonly at?: number
  readonly nameOfChosen?: (id: string | null | undefined) => string | undefined
}

/** The fields of a form in as many columns as there is room for. */
export function FieldsGrid({ specs, at, nameOfChosen }: FieldsGridProps) {
  const { t } = useText()
  const form = Form.useFormInstance()
  return (
    <div className="zq-reg-grid">
      {specs.map((spec) => (
        <Form.Item
          key={spec.name}
          name={at === undefined ? spec.name : [at, spec.name]}
          label={spec.kind === 'flag' ? ' ' : t(spec.labelKey)}
          colon={false}
          required={spec.required}
          rules={rulesOf(spec, t)}
          className={spec.wide ? 'zq-reg-wide' : undefined}
        >
          <FieldInput
            spec={spec}
            chosenName={
              spec.kind === 'enterprise' && at !== undefined
                ? nameOfChosen?.(form.getFieldValue(['rows', at, 'otherId']))
                : undefined
            }
          />
        </Form.Item>
      ))}
    </div>
  )
}

function rulesOf(spec: FieldSpec, t: TextTools['t']): FormRule[] {
  const rules: FormRule[] = []
  if (spec.required) rules.push({ required: true, message: t('registry.required') })
  if (spec.name === 'name' && spec.max === 200) {
    rules.push({ min: 2, message: t('registry.rule.short', { min: 2 }) })
  }
  if (spec.rule === 'email') rules.push({ type: 'email', message: t('registry.rule.email') })
  if (spec.rule === 'url') rules.push({ pattern: /^https?:\/\/\S+$/, message: t('registry.rule.url') })
  if (spec.rule === 'uscc') {
    rules.push({
      validator: async (_, value?: string | null) => {
        // The check character is the server's to judge; the shape can be told while typing.
        if (value && !uscc.safeParse(value).success) throw new Error(t('registry.rule.uscc'))
      },
    })
  }
  return rules
}
