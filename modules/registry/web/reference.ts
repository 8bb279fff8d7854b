import { useMemo } from 'react'
import { useApi, useText } from '#kernel/web'
import { type ChainNode, listNodes, listRegions, type Region } from '../contract.ts'
import { searchTextOf } from './chain/search-text.ts'

/** A node of a tree control, with the text that searching looks through. */
export interface NodeOption {
  readonly value: string
  readonly key: string
  readonly title: string
  readonly search: string
  readonly children: NodeOption[]
}

const STALE = 600_000

/** Regions: the districts of the city, the groups, and the name of any region by its code. */
export function useRegions() {
  const { lang } = useText()
  const reply = useApi(listRegions, {}, { staleTime: STALE })
  return useMemo(() => {
    const nameOf = (of: { nameZh: string; nameEn: string }) => (lang === 'zh' ? of.nameZh : of.nameEn)
    const regions = reply.data?.regions ?? []
    const byCode = new Map<string, Region>(regions.map((region) => [region.code, region]))
    const districts = regions
      .filter(({ parent, kind }) => parent === reply.data?.root || kind === 'zone')
      .map((region) => ({ value: region.code, label: nameOf(region) }))
    const groups = (reply.data?.groups ?? []).map((group) => ({ value: group.key, label: nameOf(group) }))
    const regionName = (code: string | null | undefined) => {
      const region = code ? byCode.get(code) : undefined
      return region ? nameOf(region) : (code ?? '')
    }
    return { byCode, districts, groups, regionName }
  }, [reply.data, lang])
}

/** The chain taxonomy: nodes by code, as a tree for controls, with names in the user's language. */
export function useNodes() {
  const { lang } = useText()
  const reply = useApi(listNodes, {}, { staleTime: STALE })
  return useMemo(() => {
    const nodes = reply.data?.nodes ?? []
    const byCode = new Map<string, ChainNode>(nodes.map((node) => [node.code, node]))
    const nodeName = (code: string | null | undefined) => {
      const node = code ? byCode.get(code) : undefined
      return node ? nodeTitle(node, lang) : (code ?? '')
    }
    return { nodes, byCode, nodeName, tree: treeOf(nodes, lang), reply }
  }, [reply, lang])
}

/** Name of a node in a language. */
export function nodeTitle(node: ChainNode, lang: 'zh' | 'en'): string {
  return lang === 'zh' ? node.nameZh : node.nameEn
}

/** The nodes as a tree; a node whose parent is not there stands at the top. */
export function treeOf(nodes: readonly ChainNode[], lang: 'zh' | 'en'): NodeOption[] {
  const options = new Map<string, NodeOption>(
    nodes.map((node) => [
      node.code,
      {
        value: node.code,
        key: node.code,
        title: nodeTitle(node, lang),
        search: searchTextOf(node),
        children: [],
      },
    ]),
  )
  const top: NodeOption[] = []
  for (const node of nodes) {
    const option = options.get(node.code)!
    const parent = node.parent === null ? undefined : options.get(node.parent)
    if (parent) parent.children.push(option)
    else top.push(option)
  }
  return top
}
