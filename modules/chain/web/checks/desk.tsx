import { Button, Input, Tag } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { formatNumber, formatPercent, useAction, useCan, useText } from '#kernel/web'
import { type CheckFact, type CheckValues, decideCheck, undoCheck } from '../../contract.ts'
import { EditValues } from './edit-values.tsx'
import { FactCard, useFactName } from './fact-card.tsx'
import { type CheckAction, useCheckKeys } from './keys.ts'

/** A decision of this sitting, which can be taken back. */
export interface Decided {
  readonly checkId: string
  readonly fact: string
}

interface DeskProps {
  readonly rows: readonly CheckFact[]
  readonly total: number
  readonly decided: readonly Decided[]
  readonly onDecided: (decided: readonly Decided[]) => void
  readonly empty: ReactNode
}

const QUEUE = '/api/chain'

/** One fact at a time beside the list, decided with single keys. */
export function Desk({ rows, total, decided, onDecided, empty }: DeskProps) {
  const { t, lang } = useText()
  const name = useFactName()
  const mayDecide = useCan('chain.fact.decide')
  const [current, setCurrent] = useState<string>()
  const [editing, setEditing] = useState(false)
  const [note, setNote] = useState('')
  const [said, setSaid] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === current),
  )
  const fact = rows[at]
  const decide = useAction(decideCheck, { invalidates: [QUEUE] })
  const undo = useAction(undoCheck, { invalidates: [QUEUE] })
  const busy = decide.isPending || undo.isPending
  const go = (step: number) => {
    setCurrent(rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.id)
    setNote('')
  }
  const send = (outcome: 'confirmed' | 'edited' | 'ended' | 'unsure', values?: CheckValues) => {
    if (!fact || !mayDecide || busy) return
    const next = (rows[at + 1] ?? rows[at - 1])?.id
    const told = name(fact)
    const { kind, id, version } = fact
    decide.mutate(
      {
        params: { kind, id },
        body: { outcome, version, ...(note ? { note } : {}), ...(values ? { values } : {}) },
      },
      {
        onSuccess: ({ checkId }) => {
          onDecided([...decided, { checkId, fact: told }])
          setSaid(t(`chain.checks.said.${outcome}`, { fact: told }))
          setCurrent(next)
          setNote('')
        },
      },
    )
  }
  const takeBack = () => {
    const last = decided.at(-1)
    if (!last || busy) return
    undo.mutate(
      { params: { id: last.checkId } },
      {
        onSuccess: ({ recordId }) => {
          onDecided(decided.slice(0, -1))
          setCurrent(recordId)
          setSaid(t('chain.checks.said.undone', { fact: last.fact }))
        },
      },
    )
  }
  const act = (action: CheckAction) => {
    if (action === 'next') go(1)
    else if (action === 'previous') go(-1)
    else if (action === 'undo') takeBack()
    else if (action !== 'edited') send(action)
    else if (fact && mayDecide && !fact.mirrored) setEditing(true)
  }
  useCheckKeys(act, editing)
  useEffect(() => {
    const box = list.current
    const item = box?.querySelector<HTMLElement>(`[data-fact="${fact?.id}"]`)
    if (!box || !item) return
    // Only the list is moved: on a narrow screen the page would jump away from the fact.
    const [top, end] = [item.offsetTop, item.offsetTop + item.offsetHeight]
    if (top < box.scrollTop) box.scrollTop = top
    else if (end > box.scrollTop + box.clientHeight) box.scrollTop = end - box.clientHeight
  }, [fact?.id])

  const button = (action: CheckAction, key: string, props: object = {}) => (
    <Button onClick={() => act(action)} aria-keyshortcuts={key.toLowerCase()} {...props}>
      {t(`chain.checks.act.${action}`)} <kbd className="zq-chk-key">{key}</kbd>
    </Button>
  )
  return (
    <div className="zq-panel">
      <div className="zq-chk-top">
        <span className="zq-chk-said zq-soft" role="status" aria-live="polite">
          {said}
        </span>
        {button('undo', 'U', { loading: undo.isPending, disabled: decided.length === 0 })}
        {button('previous', 'K', { disabled: at === 0 })}
        {button('next', 'J', { disabled: at >= rows.length - 1 })}
      </div>
      {fact ? (
        <div className="zq-chk-desk">
          <ul className="zq-chk-list" ref={list} aria-label={t('chain.checks.list')}>
            {rows.map((row) => (
              <li key={row.id} data-fact={row.id}>
                <button
                  type="button"
                  className="zq-chk-item"
                  aria-current={row.id === fact.id}
                  onClick={() => setCurrent(row.id)}
                >
                  <span>{name(row)}</span>
                  <span className="zq-soft">
                    <Tag>{t(`chain.checks.kind.${row.kind}`)}</Tag>
                    {formatPercent(row.trust, lang, 0)} ·{' '}
                    {t('chain.checks.days', { days: formatNumber(row.ageDays, lang) })}
                  </span>
                </button>
              </li>
            ))}
            {total > rows.length && (
              <li className="zq-soft zq-chk-more">
                {t('chain.checks.more', { more: formatNumber(total - rows.length, lang) })}
              </li>
            )}
          </ul>
          <div className="zq-chk-main">
            <FactCard fact={fact} />
            {mayDecide ? (
              <>
                <Input
                  aria-label={t('chain.checks.note')}
                  placeholder={t('chain.checks.note')}
                  value={note}
                  maxLength={400}
                  onChange={(event) => setNote(event.target.value)}
                />
                <div className="zq-chk-actions">
                  {button('confirmed', 'Y', { type: 'primary', loading: decide.isPending })}
                  {button('edited', 'E', { disabled: fact.mirrored })}
                  {button('ended', 'N', { danger: true })}
                  {button('unsure', 'S')}
                </div>
              </>
            ) : (
              <span className="zq-soft">{t('chain.checks.readOnly')}</span>
            )}
          </div>
        </div>
      ) : (
        empty
      )}
      {editing && fact && (
        <EditValues
          key={fact.id}
          fact={fact}
          onClose={() => setEditing(false)}
          onSave={(values) => {
            setEditing(false)
            send('edited', values)
          }}
        />
      )}
    </div>
  )
}
