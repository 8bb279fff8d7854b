import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { useText } from '#kernel/web'
import type { Compilation } from '../../contract.ts'
import { headingSpan, type Segment, type Span, segmentsOf } from './segments.ts'
import type { ReviewTarget } from './use-review.ts'

interface SourceTextProps {
  readonly compilation: Compilation
  readonly targets: readonly ReviewTarget[]
  readonly selected: string | null
  readonly onSelect: (key: string) => void
  /** Makes a target of the marked text. */
  readonly onAdd: (span: Span) => void
}

/** The source with its targets marked, numbers more strongly, refused numbers lightly. */
export function SourceText({ compilation, targets, selected, onSelect, onAdd }: SourceTextProps) {
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  const [marked, setMarked] = useState<Span>()
  const segments = useMemo(
    () =>
      segmentsOf(
        compilation.text,
        targets,
        compilation.rejected,
        compilation.sections.map((section) => headingSpan(compilation.text, section)),
      ),
    [compilation, targets],
  )
  useEffect(() => {
    if (!selected || !box.current) return
    const mark =
      box.current.querySelector(`[data-number~="${selected}"]`) ??
      box.current.querySelector(`[data-target~="${selected}"]`)
    scrollInside(box.current, mark)
  }, [selected])
  useEffect(() => {
    const onSelection = () => setMarked(box.current ? selectionIn(box.current) : undefined)
    document.addEventListener('selectionchange', onSelection)
    return () => document.removeEventListener('selectionchange', onSelection)
  }, [])
  return (
    <section className="zq-panel zq-compile-source" aria-label={t('plan.compile.source')}>
      <div className="zq-plan-tools">
        <h2>{t('plan.compile.source')}</h2>
        <span className="zq-compile-legend">
          <mark className="zq-mark-sentence">{t('plan.compile.legend.sentence')}</mark>
          <mark className="zq-mark-sentence zq-mark-number">{t('plan.compile.legend.number')}</mark>
          <span className="zq-mark-rejected">{t('plan.compile.legend.rejected')}</span>
        </span>
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={!marked}
          title={t('plan.compile.addHint')}
          // A press must not take the selection away before it is read.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => marked && onAdd(marked)}
        >
          {t('plan.compile.add')}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list beside the text does the same by keyboard */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer only */}
      <div
        ref={box}
        className="zq-compile-text"
        lang="zh-CN"
        onClick={(event) => {
          if (String(getSelection() ?? '') !== '') return
          const mark = (event.target as Element).closest<HTMLElement>('[data-target]')
          const key = (mark?.dataset.number ?? mark?.dataset.target)?.split(' ')[0]
          if (key) onSelect(key)
        }}
      >
        {segments.map((segment) => (
          <Part
            key={segment.start}
            segment={segment}
            chosen={selected !== null && segment.targets.includes(selected)}
            chosenNumber={selected !== null && segment.numbers.includes(selected)}
            reason={compilation.rejected[segment.rejected]?.reason}
          />
        ))}
      </div>
    </section>
  )
}

interface PartProps {
  readonly segment: Segment
  readonly chosen: boolean
  readonly chosenNumber: boolean
  readonly reason: string | undefined
}

const Part = memo(function Part({ segment, chosen, chosenNumber, reason }: PartProps) {
  const { t, has } = useText()
  const { start, text, targets, numbers, heading } = segment
  const why = reason && (has(`plan.reject.${reason}`) ? t(`plan.reject.${reason}`) : reason)
  const classes = [
    targets.length > 0 && 'zq-mark-sentence',
    numbers.length > 0 && 'zq-mark-number',
    chosen && 'zq-mark-chosen',
    chosenNumber && 'zq-mark-chosen-number',
    why && numbers.length === 0 && 'zq-mark-rejected',
    heading && 'zq-mark-heading',
  ].filter(Boolean)
  const Tag = targets.length > 0 ? 'mark' : 'span'
  return (
    <Tag
      data-start={start}
      data-target={targets.length > 0 ? targets.join(' ') : undefined}
      data-number={numbers.length > 0 ? numbers.join(' ') : undefined}
      className={classes.join(' ') || undefined}
      title={why && numbers.length === 0 ? t('plan.compile.rejected', { reason: why }) : undefined}
    >
      {text}
    </Tag>
  )
})

/** Brings a mark to the middle of the box without moving the page. */
function scrollInside(box: HTMLElement, mark: Element | null): void {
  if (!mark) return
  const at = mark.getBoundingClientRect()
  const frame = box.getBoundingClientRect()
  if (at.top >= frame.top + 24 && at.bottom <= frame.bottom - 24) return
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  box.scrollBy({ top: at.top - frame.top - frame.height / 3, behavior: still ? 'auto' : 'smooth' })
}

/** Offset in the source of a place in the document: inside a text, or between the parts of the box. */
function offsetOf(node: Node, offset: number): number | undefined {
  const within = node instanceof Element ? node.childNodes[offset] : undefined
  if (within) return offsetOf(within, 0)
  const part = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]')
  if (!part) return undefined
  // Past the last child of an element means the end of its text.
  return Number(part.dataset.start) + (node instanceof Element ? (part.textContent?.length ?? 0) : offset)
}

/** The range of the source that the user has marked, or undefined. */
function selectionIn(box: HTMLElement): Span | undefined {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  if (!box.contains(range.commonAncestorContainer)) return undefined
  const start = offsetOf(range.startContainer, range.startOffset)
  const end = offsetOf(range.endContainer, range.endOffset)
  return start === undefined || end === undefined || end <= start ? undefined : { start, end }
}
