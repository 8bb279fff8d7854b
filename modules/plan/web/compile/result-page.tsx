import { SaveOutlined, ScheduleOutlined } from '@ant-design/icons'
import { App, Button, Skeleton, Tag } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { ErrorState, PageHeader, useAction, useApi, useCan, useText } from '#kernel/web'
import { type Compilation, getCompilation, listCompilations, reviewCompilation } from '../../contract.ts'
import { baseOf } from './normalize.ts'
import { SavePlan } from './save-plan.tsx'
import { quantityIn, type Span, sentenceAround } from './segments.ts'
import { SourceText } from './source-text.tsx'
import { TargetList } from './target-list.tsx'
import { useReview } from './use-review.ts'
import '../plan.css'
import './compile.css'

/** The result of a compilation: the text beside what was found in it, for review. */
export function Page() {
  const { id = '' } = useParams()
  const reply = useApi(getCompilation, { params: { id } }, { staleTime: Infinity })
  if (reply.error && !reply.data)
    return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  if (!reply.data) return <Skeleton active paragraph={{ rows: 14 }} />
  return <ReviewView key={id} compilation={reply.data} />
}

function ReviewView({ compilation }: { compilation: Compilation }) {
  const { t } = useText()
  const { message } = App.useApp()
  const review = useReview(compilation)
  const canSavePlan = useCan('plan.target.write')
  const [selected, setSelected] = useState<string | null>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const store = useAction(reviewCompilation, {
    done: 'plan.saved',
    invalidates: [listCompilations],
    onDone: review.settled,
  })
  const { mutate } = store
  const { plain, dirty } = review
  const save = useCallback(
    () => mutate({ params: { id: compilation.id }, body: { targets: plain() } }),
    [mutate, plain, compilation.id],
  )
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      if (dirty) save()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [dirty, save])
  const addFrom = (span: Span) => {
    const found = quantityIn(compilation.text.slice(span.start, span.end))
    if (!found) {
      void message.warning(t('plan.compile.addNoNumber'))
      return
    }
    const sentence = sentenceAround(compilation.text, span)
    const { factor, unit } = baseOf(found.unit)
    const before = review.targets.findLast(({ numberSpan }) => numberSpan.start <= span.start)
    const key = review.add({
      value: found.value,
      valueMax: found.valueMax,
      unit: found.unit,
      comparator: 'reach',
      deadline: before?.deadline ?? null,
      task: before?.task ?? null,
      subject: '',
      scope: before?.scope ?? null,
      sentence: compilation.text.slice(sentence.start, sentence.end),
      normalized: {
        value: found.value * factor,
        valueMax: found.valueMax === null ? null : found.valueMax * factor,
        unit,
      },
      span: sentence,
      numberSpan: { start: span.start + found.span.start, end: span.start + found.span.end },
      confidence: 1,
      reasons: [t('plan.compile.byHand')],
    })
    getSelection()?.removeAllRanges()
    setSelected(key)
    setEditing(key)
  }
  const saved = compilation.state === 'saved'
  return (
    <div className="zq-page">
      <PageHeader
        title={compilation.title}
        tags={<Tag color={saved ? 'success' : 'default'}>{t(`plan.compile.${compilation.state}`)}</Tag>}
        subtitle={[
          compilation.fileName,
          t('plan.compile.summary', {
            targets: review.targets.length,
            rejected: compilation.rejected.length,
          }),
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <>
            <Button
              icon={<SaveOutlined />}
              disabled={!dirty}
              loading={store.isPending}
              aria-keyshortcuts="Control+S"
              onClick={save}
            >
              {t('plan.compile.saveReview')}
            </Button>
            {canSavePlan && (
              <Button
                type="primary"
                icon={<ScheduleOutlined />}
                disabled={saved || review.targets.length === 0}
                onClick={() => setSaving(true)}
              >
                {t('plan.compile.savePlan')}
              </Button>
            )}
          </>
        }
      />
      <div className="zq-compile">
        <SourceText
          compilation={compilation}
          targets={review.targets}
          selected={selected}
          onSelect={setSelected}
          onAdd={addFrom}
        />
        <TargetList
          review={review}
          selected={selected}
          onSelect={setSelected}
          editing={editing}
          onEdit={setEditing}
        />
      </div>
      {canSavePlan && saving && (
        <SavePlan compilation={compilation} review={review} open onClose={() => setSaving(false)} />
      )}
    </div>
  )
}
