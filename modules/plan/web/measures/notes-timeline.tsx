import { Timeline } from 'antd'
import { useState } from 'react'
import { formatInstant, formatPercent, useApi, useText } from '#kernel/web'
import { measureNotes } from '../../contract.ts'

/** What was reported on a measure, newest first. */
export function NotesTimeline({ id }: { id: string }) {
  const { t, has, lang } = useText()
  const [size, setSize] = useState(20)
  const { data } = useApi(measureNotes, { params: { id }, query: { page: 1, size } })
  const stateText = (state: string) => (has(`plan.measure.${state}`) ? t(`plan.measure.${state}`) : state)
  return (
    <section aria-labelledby="plan-notes">
      <h3 id="plan-notes" className="zq-plan-h2">
        {t('plan.measure.notes')}
      </h3>
      {data?.rows.length === 0 && <p className="zq-plan-quiet">{t('plan.measure.notesNone')}</p>}
      <Timeline
        items={(data?.rows ?? []).map((note) => ({
          key: note.id,
          content: (
            <>
              <div className="zq-soft zq-plan-note-head zq-number">
                {formatInstant(note.at, lang)} · {note.author}
                {note.progress !== null && ` · ${formatPercent(note.progress, lang, 0)}`}
                {note.state !== null && ` · ${stateText(note.state)}`}
              </div>
              <div className="zq-plan-note-text">{note.text}</div>
            </>
          ),
        }))}
      />
      {data && data.total > data.rows.length && (
        <button type="button" className="zq-plan-more" onClick={() => setSize(Math.min(500, size + 40))}>
          {t('plan.all', { count: data.total })}
        </button>
      )}
    </section>
  )
}
