import {
  DownloadOutlined,
  FullscreenOutlined,
  PartitionOutlined,
  UndoOutlined,
  UnorderedListOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons'
import { Button, Grid, Segmented, Select, Skeleton, Spin } from 'antd'
import { useCallback, useMemo, useRef } from 'react'
import { EmptyState, ErrorState, formatNumber, PageHeader, useShade, useText } from '#kernel/web'
import { MOST_HOPS, sumsBelow, type TreeNode } from '../../contract.ts'
import { AsList } from './as-list.tsx'
import { CanvasBox, type CanvasHandle } from './canvas-box.tsx'
import { DETAILS_HEIGHT, DETAILS_WIDTH, Details } from './details.tsx'
import { aroundDrawing } from './drawings/around-drawing.ts'
import { treeDrawing } from './drawings/tree-drawing.ts'
import { Legend } from './legend.tsx'
import { PathPanel } from './path-panel.tsx'
import { Toolbar } from './toolbar.tsx'
import { CLEAR, useGraphState } from './use-graph-state.ts'
import { pathKeys, usePictures } from './use-pictures.ts'
import './graph.css'

const ZOOM = 1.3
/** The rings are drawn as broad as the room for them. */
const WIDE = 1.6
const NARROW = 0.8

/** The chain as a picture: the tree of nodes in the colours of their states, firms where they are opened, paths, surroundings. */
export function Page() {
  const { t, lang } = useText()
  const shade = useShade()
  const isWide = Grid.useBreakpoint().md ?? true
  const [state, change] = useGraphState()
  const { tree, around, opened, path, isOpening } = usePictures(state)
  const canvas = useRef<CanvasHandle>(null)
  const reply = state.focus ? around : tree
  const isAround = state.focus !== undefined
  const steps = path.data?.steps
  const letterOf = useCallback((node: TreeNode) => t(`chain.gap.letter.${node.state ?? 'unknown'}`), [t])
  const shutKey = state.shut.join(',')
  const shown = useMemo(() => {
    const keys = pathKeys(steps, isAround)
    const texts = { lang, shade, letterOf }
    if (isAround) return around.data && aroundDrawing(around.data, state.chosen, keys, texts)
    return (
      tree.data &&
      treeDrawing(
        {
          tree: tree.data,
          opened,
          shut: new Set(shutKey.split(',').filter(Boolean)),
          chosen: state.chosen,
          path: keys,
          stretch: isWide ? WIDE : NARROW,
        },
        texts,
      )
    )
  }, [tree.data, around.data, opened, shutKey, state.chosen, steps, isAround, isWide, lang, shade, letterOf])
  const sums = useMemo(() => sumsBelow(tree.data?.nodes ?? []), [tree.data])
  const gathered = [...opened.values()].reduce((sum, of) => sum + (of.gathered ?? 0), 0)
  const bareKey = state.chosen?.split('>').at(-1)
  const node = isAround ? undefined : tree.data?.nodes.find(({ code }) => `node:${code}` === state.chosen)
  const elements = isAround
    ? (around.data?.elements ?? [])
    : [...opened.values()].flatMap((of) => of.elements)
  const element = elements.find(({ key }) => key === bareKey)
  const isCovered = node !== undefined || element !== undefined
  const nameOf = (key: string) => {
    const found =
      elements.find((of) => of.key === key) ?? tree.data?.nodes.find(({ code }) => `node:${code}` === key)
    return found && (lang === 'zh' ? found.nameZh : found.nameEn)
  }
  const find = (key: string) => {
    if (key.startsWith('firm:')) change({ focus: key.slice(5), chosen: undefined })
    else {
      change({ focus: undefined, chosen: key })
      canvas.current?.centre(key)
    }
  }
  const open = (key: string) => {
    const bare = key.split('>').at(-1) ?? key
    if (bare.startsWith('firm:')) change({ focus: bare.slice(5), chosen: undefined, opened: [], shut: [] })
    else if (bare.startsWith('node:')) {
      const code = bare.slice(5)
      const isOpen = state.opened.includes(code)
      change({ opened: isOpen ? state.opened.filter((of) => of !== code) : [...state.opened, code] })
    }
  }
  const save = () => {
    const link = document.createElement('a')
    const note = [t('chain.graph'), reply.data?.asOf, reply.data?.synthetic && t('kit.synthetic.title')]
    link.href = canvas.current?.picture(note.filter(Boolean).join(' · ')) ?? ''
    link.download = `${t('chain.graph')}.png`
    link.click()
  }
  const tool = (label: string, icon: React.ReactNode, act: () => void) => (
    <Button icon={icon} aria-label={t(label)} title={t(label)} onClick={act} />
  )
  return (
    <div className="zq-page">
      <PageHeader
        title={t('chain.graph')}
        subtitle={t('chain.graph.intro')}
        actions={
          <Segmented
            aria-label={t('chain.graph.view')}
            value={state.asList ? 'list' : 'picture'}
            onChange={(value) => change({ asList: value === 'list' })}
            options={[
              { value: 'picture', label: t('chain.graph.view.picture'), icon: <PartitionOutlined /> },
              { value: 'list', label: t('chain.graph.view.list'), icon: <UnorderedListOutlined /> },
            ]}
          />
        }
      />
      <Toolbar state={state} change={change} onFind={find} />
      {isAround && (
        <div className="zq-graph-bar">
          <b>{around.data && (lang === 'zh' ? around.data.focus.nameZh : around.data.focus.nameEn)}</b>
          <Segmented
            value={state.direction}
            onChange={(direction) => change({ direction })}
            options={(['both', 'up', 'down'] as const).map((value) => ({
              value,
              label: t(`chain.graph.direction.${value}`),
            }))}
          />
          <Select
            aria-label={t('chain.graph.hop')}
            value={state.hops}
            style={{ width: 110 }}
            onChange={(hops) => change({ hops })}
            options={Array.from({ length: MOST_HOPS }, (_, at) => ({
              value: at + 1,
              label: t('chain.graph.hops', { hops: at + 1 }),
            }))}
          />
          <Button onClick={() => change({ focus: undefined, chosen: undefined })}>
            {t('chain.graph.whole')}
          </Button>
        </div>
      )}
      {reply.error && !shown && <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />}
      {!shown && !reply.error && <Skeleton active paragraph={{ rows: 12 }} />}
      {shown && !isAround && tree.data?.relations === 0 && tree.data.firms === 0 && (
        <EmptyState title={t('chain.graph.empty')} hint={t('chain.graph.emptyHint')} />
      )}
      {shown && state.asList && (
        <AsList state={state} onChoose={(key) => change({ chosen: key, asList: false })} />
      )}
      {shown && !state.asList && (
        <>
          <div className="zq-graph-stage">
            <CanvasBox
              handle={canvas}
              drawing={shown.drawing}
              fitKey={`${state.focus} ${state.hops} ${state.direction} ${state.opened} ${opened.size} ${shutKey}`}
              chosen={state.chosen}
              covered={{
                right: isCovered && isWide ? DETAILS_WIDTH : 0,
                bottom: isCovered && !isWide ? DETAILS_HEIGHT : 0,
              }}
              label={t('chain.graph.label')}
              onPick={(key) => change({ chosen: key })}
              onOpen={open}
            />
            <div className="zq-graph-tools">
              {tool('chain.graph.zoomIn', <ZoomInOutlined />, () => canvas.current?.zoom(ZOOM))}
              {tool('chain.graph.zoomOut', <ZoomOutOutlined />, () => canvas.current?.zoom(1 / ZOOM))}
              {tool('chain.graph.fit', <FullscreenOutlined />, () => canvas.current?.fit())}
              {tool('chain.graph.reset', <UndoOutlined />, () => change(CLEAR))}
              {tool('chain.graph.png', <DownloadOutlined />, save)}
            </div>
            {(isOpening || reply.isFetching) && <Spin className="zq-graph-busy" />}
            <Details
              node={node}
              sums={node && sums.get(node.code)}
              element={element}
              state={state}
              change={change}
              onClose={() => change({ chosen: undefined })}
            />
          </div>
          <Legend isAround={isAround} />
          <p className="zq-soft">
            {isAround
              ? around.data?.firms !== null &&
                t('chain.graph.aroundCounts', {
                  firms: formatNumber(around.data?.firms ?? 0, lang),
                  gathered: formatNumber(around.data?.gathered ?? 0, lang),
                })
              : t('chain.graph.counts', {
                  firms: formatNumber(tree.data?.firms ?? 0, lang),
                  relations: formatNumber(tree.data?.relations ?? 0, lang),
                  loose: formatNumber(tree.data?.loose.firms ?? 0, lang),
                })}
            {gathered > 0 && ` ${t('chain.graph.gathered', { count: formatNumber(gathered, lang) })}`}
            {'aside' in shown &&
              shown.aside > 0 &&
              ` ${t('chain.graph.aside', { count: formatNumber(shown.aside, lang) })}`}
            {shown.left > 0 && ` ${t('chain.graph.left', { count: formatNumber(shown.left, lang) })}`}
          </p>
        </>
      )}
      <PathPanel
        state={state}
        change={change}
        found={path.data}
        isLoading={path.isFetching}
        nameOf={nameOf}
      />
      {path.error && <ErrorState error={path.error} onRetry={() => void path.refetch()} />}
    </div>
  )
}
