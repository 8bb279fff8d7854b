import { z } from 'zod'
import { endpoint } from '#kernel/contract'

/** A district, functional zone, province or the city itself. */
export const region = z.object({
  code: z.string(),
  parent: z.string().nullable(),
  nameZh: z.string(),
  nameEn: z.string(),
  kind: z.string(),
  groups: z.array(z.string()),
})
export type Region = z.output<typeof region>

export const listRegions = endpoint({
  method: 'GET',
  path: '/api/registry/regions',
  summary: { zh: '行政区与分组', en: 'Regions and groups' },
  access: 'signedIn',
  reply: z.object({
    root: z.string(),
    regions: z.array(region),
    groups: z.array(z.object({ key: z.string(), nameZh: z.string(), nameEn: z.string() })),
  }),
})

/** District outlines as GeoJSON, and the notice that must stand under the map. */
export const getOutlines = endpoint({
  method: 'GET',
  path: '/api/registry/outlines',
  summary: { zh: '区县轮廓', en: 'District outlines' },
  access: 'signedIn',
  reply: z.object({
    geojson: z.unknown(),
    notice: z.object({ zh: z.string(), en: z.string() }),
  }),
})

/** A node of the chain taxonomy. */
export const chainNode = z.object({
  code: z.string(),
  parent: z.string().nullable(),
  tier: z.number().int(),
  nameZh: z.string(),
  nameEn: z.string(),
  synonymsZh: z.array(z.string()),
  synonymsEn: z.array(z.string()),
  electronics: z.boolean(),
  parts: z.boolean(),
  keyLink: z.boolean(),
  stage: z.string().nullable(),
  /** Enterprises with a capability on this node or below it. */
  enterprises: z.number().int(),
})
export type ChainNode = z.output<typeof chainNode>

export const listNodes = endpoint({
  method: 'GET',
  path: '/api/registry/nodes',
  summary: { zh: '产业链节点', en: 'Nodes of the chain taxonomy' },
  access: 'signedIn',
  reply: z.object({ nodes: z.array(chainNode) }),
})
