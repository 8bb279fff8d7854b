import { DeleteOutlined, DownOutlined, UndoOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Input, Segmented, Tooltip } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { EmptyState, formatNumber, formatPercent, useText } from '#kernel/web'
import { signOf } from '../amount.ts'
import { TargetEditor } from './target-editor.tsx'
import type { Review, ReviewTarget } from './use-review.ts'

interface TargetListProps {
  readonly review: Review
  readonly selected: string | null
  readonly onSelect: (key: string | null) => void
  /** Key of the target whose fields are open. */
  readonly editing: string | null
  readonly onEdit: (key: string | null) => void
}

/** Below this score a target deserves a second look. */
const DOUBTFUL = 0.7

type Filter = 'all' | 'doubtful' | 'undated'

const FILTERS: Record<Filter, (target: ReviewTarget) => boolean> = {
  all: () => true,
  doubtful: ({ confidence }) => confidence < DOUBTFUL,
  undated: ({ deadline }) => deadline === null,
}

/** The targets found, to be walked, corrected and taken out by keyboard or pointer. */
export function TargetList({ review, selected, onSelect, editing, onEdit }: TargetListProps) {
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  const [filter, setFilter] = useState<Filter>('all')
  const [words, setWords] = useState('')
  const shown = useMemo(() => {
    const typed = words.trim().toLowerCase()
    return review.targets.filter(
      (target) =>
        FILTERS[filter](target) &&
        `${target.subject} ${target.task ?? ''} ${target.scope ?? ''} ${target.value}${target.unit}`
          .toLowerCase()
          .includes(typed),
    )
  }, [review.targets, filter, words])
  useEffect(() => {
    if (!selected) return
    box.current?.querySelector(`[data-key="${selected}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const move = (step: number) => {
    const at = shown.findIndex(({ key }) => key === selected)
    const next = shown[at === -1 ? 0 : Math.max(0, Math.min(shown.length - 1, at + step))]
    if (!next) return
    onSelect(next.key)
    box.current?.querySelector<HTMLElement>(`[data-key="${next.key}"] [data-head]`)?.focus()
  }
  const remove = (key: string) => {
    const at = shown.findIndex((one) => one.key === key)
    const next = shown[at + 1] ?? shown[at - 1]
    review.remove(key)
    onSelect(next?.key ?? null)
    if (next) box.current?.querySelector<HTMLElement>(`[data-key="${next.key}"] [data-head]`)?.focus()
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (!(event.target as Element).closest('[data-head]') || !selected) return
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(selected)
    else return
    event.preventDefault()
  }
  return (
    <section className="zq-panel zq-compile-list" aria-label={t('plan.compile.targets')}>
      <div className="zq-plan-tools">
        <h2>{t('plan.targets.count', { count: review.targets.length })}</h2>
        <Button
          size="small"
          type="text"
          icon={<UndoOutlined />}
          disabled={!review.canRestore}
          onClick={review.restore}
        >
          {t('plan.compile.restore')}
        </Button>
      </div>
      <div className="zq-compile-filters">
        <Segmented
          size="small"
          aria-label={t('plan.compile.filter')}
          value={filter}
          onChange={(next) => setFilter(next as Filter)}
          options={(Object.keys(FILTERS) as Filter[]).map((value) => ({
            value,
            label: `${t(`plan.compile.filter.${value}`)} ${review.targets.filter(FILTERS[value]).length}`,
          }))}
        />
        <Input
          size="small"
          allowClear
          placeholder={t('kit.table.search')}
          aria-label={t('kit.table.search')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      {shown.length === 0 && (
        <EmptyState title={t(review.targets.length === 0 ? 'plan.compile.nothing' : 'kit.table.nothing')} />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys are those of the buttons inside */}
      <div ref={box} className="zq-compile-items" onKeyDown={onKeyDown}>
        {shown.map((target, at) => (
          <div
            key={target.key}
            data-key={target.key}
            className={`zq-compile-item ${target.key === selected ? 'zq-compile-chosen' : ''}`}
          >
            <div className="zq-compile-item-row">
              <button
                type="button"
                data-head
                aria-expanded={editing === target.key}
                aria-current={target.key === selected}
                tabIndex={
                  target.key === selected || (at === 0 && !shown.some(({ key }) => key === selected)) ? 0 : -1
                }
                onClick={() => {
                  // The first press shows where it stands; the next one (or Enter) opens its fields.
                  if (target.key === selected) onEdit(editing === target.key ? null : target.key)
                  else onSelect(target.key)
                }}
                onFocus={() => target.key !== selected && onSelect(target.key)}
              >
                <Head target={target} />
                {editing === target.key ? <UpOutlined aria-hidden /> : <DownOutlined aria-hidden />}
              </button>
              <Tooltip title={t('plan.compile.remove')}>
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t('plan.compile.removeOf', { name: target.subject })}
                  onClick={() => remove(target.key)}
                />
              </Tooltip>
            </div>
            {editing === target.key && (
              <TargetEditor
                target={target}
                onChange={(part) => review.change(target.key, part)}
                onClose={() => onEdit(null)}
              />
            )}
          </div>
        ))}
      </div>
      <p className="zq-plan-note">{t('plan.compile.keys')}</p>
    </section>
  )
}

function Head({ target }: { target: ReviewTarget }) {
  const { t, lang } = useText()
  const number = formatNumber(target.value, lang, 4)
  const doubtful = target.confidence < DOUBTFUL
  return (
    <span className="zq-compile-head">
      <span className="zq-compile-head-line">
        <b>{target.subject || t('plan.compile.noSubject')}</b>
        <span className="zq-number zq-compile-value">
          {signOf(target.comparator)}
          {target.valueMax === null ? number : `${number}–${formatNumber(target.valueMax, lang, 4)}`}{' '}
          {target.unit}
        </span>
      </span>
      <span className="zq-soft zq-compile-head-line">
        <span>
          {[target.task, target.scope, target.deadline ?? t('plan.compile.noDeadline')]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span
          className={`zq-compile-confidence ${doubtful ? 'zq-plan-text-amber' : ''}`}
          title={`${t('plan.compile.confidence')}\n${target.reasons.join('\n')}`}
        >
          <span className="zq-plan-bar zq-plan-ink-time" aria-hidden>
            <span style={{ width: `${target.confidence * 100}%` }} />
          </span>
          {formatPercent(target.confidence, lang, 0)}
        </span>
      </span>
    </span>
  )
}
