import { Segmented } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import {
  type DataColumn,
  DataTable,
  EmptyState,
  formatNumber,
  formatPercent,
  useAction,
  useApi,
  useCan,
  useText,
} from '#kernel/web'
import {
  exportProposals,
  listProposals,
  PROPOSAL_STATES,
  type ProposalRow,
  type ProposalState,
  undoProposal,
} from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import { ConfirmForm, RefuseForm } from './forms.tsx'
import { type LinkAction, useLinkKeys } from './keys.ts'
import { ProposalCard } from './proposal-card.tsx'

const CHAIN = ['/api/chain']
const SHARES = ['0.06', '0.08', '0.1', '0.2', '0.5']
/** What of the address the list is asked with: the same as the table's own. */
const ASKED = ['page', 'size', 'sort', 'q', 'below', 'district', 'atLeast', 'gaps']

/** The list beside the card of one prediction; J and K walk, Y and N decide, U takes back. */
export function Review() {
  const { t, lang } = useText()
  const [params, setParams] = useSearchParams()
  const mayDecide = useCan('chain.fact.decide')
  const [form, setForm] = useState<'confirm' | 'refuse'>()
  const [last, setLast] = useState<string>()
  const state: ProposalState = PROPOSAL_STATES.find((of) => of === params.get('pile')) ?? 'open'
  const asked = Object.fromEntries(ASKED.flatMap((key) => (params.has(key) ? [[key, params.get(key)]] : [])))
  const reply = useApi(listProposals, { query: { sort: '-probability', ...asked, state } as never })
  const undo = useAction(undoProposal, { done: 'chain.link.done.undone', invalidates: CHAIN })
  const rows = reply.data?.rows ?? []
  const id = params.get('id') ?? rows[0]?.id
  const at = rows.findIndex((row) => row.id === id)
  const open = (next: string | undefined) =>
    setParams(
      (before) => {
        const all = new URLSearchParams(before)
        if (next === undefined) all.delete('id')
        else all.set('id', next)
        return all
      },
      { replace: true },
    )
  const decided = (of: string) => {
    setForm(undefined)
    setLast(of)
    open(rows[at + 1]?.id ?? rows[at - 1]?.id)
  }
  const act = (action: LinkAction) => {
    if (action === 'next' || action === 'previous') {
      const next = rows[at + (action === 'next' ? 1 : -1)]
      if (next) open(next.id)
    } else if (!mayDecide) return
    else if (action === 'undo') {
      const target = state === 'open' ? last : id
      if (target) undo.mutate({ params: { id: target } }, { onSuccess: () => setLast(undefined) })
    } else if (state === 'open' && id) setForm(action)
  }
  useLinkKeys(act, form !== undefined)
  if (reply.data?.run === null && reply.data.total === 0 && state === 'open')
    return <EmptyState title={t('chain.link.never')} hint={t('chain.link.neverHint')} />
  return (
    <>
      <Segmented
        className="zq-link-piles"
        value={state}
        onChange={(pile) => setParams(pile === 'open' ? {} : { pile }, { replace: true })}
        options={PROPOSAL_STATES.map((value) => ({
          value,
          label: `${t(`chain.link.state.${value}`)} ${reply.data ? formatNumber(reply.data.counts[value], lang) : ''}`,
        }))}
      />
      <div className="zq-link-desk">
        <ProposalCard
          id={id}
          canUndo={mayDecide && (state === 'open' ? last !== undefined : id !== undefined)}
          mayDecide={mayDecide && state === 'open'}
          first={at <= 0}
          last={at < 0 || at >= rows.length - 1}
          onAct={act}
        />
        <List state={state} chosen={id} onOpen={open} />
      </div>
      {id && form === 'confirm' && (
        <ConfirmForm id={id} onDone={() => decided(id)} onClose={() => setForm(undefined)} />
      )}
      {id && form === 'refuse' && (
        <RefuseForm id={id} onDone={() => decided(id)} onClose={() => setForm(undefined)} />
      )}
    </>
  )
}

interface ListProps {
  readonly state: ProposalState
  readonly chosen: string | undefined
  readonly onOpen: (id: string) => void
}

function List({ state, chosen, onOpen }: ListProps) {
  const { t, lang } = useText()
  const mayExport = useCan('chain.analysis.export')
  const { nodes } = useNodeNames()
  const { districts } = useRegionNames()
  const columns: DataColumn<ProposalRow>[] = [
    {
      key: 'supplier',
      title: t('chain.link.pair'),
      width: 300,
      sort: true,
      card: 'title',
      render: (_: never, row) => (
        <span className={row.id === chosen ? 'zq-link-row zq-link-chosen' : 'zq-link-row'}>
          <span>{row.supplier.name ?? t('chain.link.gone')}</span>
          <span>
            <span aria-hidden>→ </span>
            {row.buyer.name ?? t('chain.link.gone')}
          </span>
        </span>
      ),
    },
    {
      key: 'node',
      title: t('chain.link.node'),
      width: 150,
      sort: true,
      render: (_: never, row) => (lang === 'zh' ? row.nodeZh : row.nodeEn),
    },
    {
      key: 'probability',
      title: t('chain.link.probability'),
      width: 120,
      sort: true,
      render: (_: never, row) => <span className="zq-number">{formatPercent(row.probability, lang)}</span>,
    },
  ]
  return (
    <div className="zq-panel zq-link-list">
      <DataTable
        name="chain.proposals"
        endpoint={listProposals}
        query={{ state }}
        columns={columns}
        rowKey={(row) => row.id}
        defaultSort="-probability"
        searchHint={t('chain.link.search')}
        onOpen={(row) => onOpen(row.id)}
        exportEndpoint={mayExport ? exportProposals : undefined}
        exportName={`${t('chain.links')} ${t('chain.links.banner')}.xlsx`}
        filters={[
          { key: 'below', title: t('chain.link.node'), kind: 'select', options: nodes, width: 150 },
          {
            key: 'district',
            title: t('chain.link.district'),
            kind: 'select',
            options: districts,
            width: 120,
          },
          {
            key: 'atLeast',
            title: t('chain.link.atLeast'),
            kind: 'select',
            width: 130,
            options: SHARES.map((value) => ({ value, label: `≥ ${formatPercent(Number(value), lang)}` })),
          },
          { key: 'gaps', title: t('chain.link.onlyGaps'), kind: 'flag' },
        ]}
        empty={{ title: t('chain.link.empty'), hint: t('chain.link.emptyHint') }}
      />
    </div>
  )
}
