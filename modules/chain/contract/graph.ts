import { z } from 'zod'
import { civilDateText, endpoint, pageOf, pageQuery } from '#kernel/contract'
import { GAP_STATES } from './gaps.ts'

export { type Sums, sumsBelow } from '../graph/domain/sums.ts'

/** How far a neighbourhood or a path reaches. */
export const MOST_HOPS = 3
/** Elements of one picture; above it firms are put together by node. */
export const MOST_ELEMENTS = 5_000
/** Firms by themselves around one firm; the rest of the picture is for their relations. */
export const AROUND_SIZE = 1_200
/** Firms by themselves under all opened nodes together, and under one of them. */
const OPENED_SIZE = 1_800
const NODE_SIZE = 300

/** How many firms stand by themselves under each node when so many are opened; the others are put together. */
export const sizeUnder = (opened: number) =>
  Math.max(1, Math.min(NODE_SIZE, Math.floor(OPENED_SIZE / Math.max(1, opened))))

const money = z.number().nullable()

/** What narrows every picture of the chain. */
const narrowing = {
  /** Codes of districts, with commas between them: firms of these, and relations with one end there. */
  district: z.string().max(400).optional(),
  /** Tier of the node supplied. */
  tier: z.coerce.number().int().min(1).max(4).optional(),
  /** Facts in force on this day; today by default. */
  date: civilDateText.optional(),
  /** Relations trusted at least so far. */
  trust: z.coerce.number().min(0).max(1).optional(),
}
export const graphNarrowing = z.object(narrowing)
export type GraphNarrowing = z.output<typeof graphNarrowing>

/** A node of the taxonomy with what stands on itself, without what is below it. */
export const treeNode = z.object({
  code: z.string(),
  parent: z.string().nullable(),
  nameZh: z.string(),
  nameEn: z.string(),
  tier: z.number().int(),
  keyLink: z.boolean(),
  firms: z.number().int(),
  localFirms: z.number().int(),
  /** Relations that supply the node, and of them those of a local supplier; null: too few firms stand behind them. */
  relations: z.number().int().nullable(),
  localRelations: z.number().int().nullable(),
  amount: money,
  /** By the newest gap list. */
  state: z.enum(GAP_STATES).nullable(),
})
export type TreeNode = z.output<typeof treeNode>

/** Relations put together: what is supplied from one place of the picture to another. Amount in fen a year. */
const flow = z.object({
  from: z.string(),
  to: z.string(),
  /** Null: not the caller's to read, and fewer than five firms stand behind it. */
  relations: z.number().int().nullable(),
  /** Sum of what is known; null where nothing is, or it is withheld. */
  amount: money,
})

/** The whole tree with its counts, and what flows between its nodes. */
export const getChainTree = endpoint({
  method: 'GET',
  path: '/api/chain/graph/tree',
  summary: {
    zh: '产业链图谱：环节树与流向',
    en: 'Chain graph: the tree of nodes and what flows between them',
  },
  access: 'chain.analysis.read',
  query: graphNarrowing,
  reply: z.object({
    asOf: z.string(),
    synthetic: z.boolean(),
    firms: z.number().int(),
    /** Relations as far as they may be told. */
    relations: z.number().int(),
    /** Firms and relations that hang on no node. */
    loose: z.object({ firms: z.number().int(), relations: z.number().int().nullable() }),
    nodes: z.array(treeNode),
    flows: z.array(flow),
  }),
})

/** A firm, a node, or firms of a node put together because there are too many or they are not the caller's to see. */
export const graphElement = z.object({
  key: z.string(),
  kind: z.enum(['firm', 'more']),
  /** Id of the firm, or code of the node. */
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  node: z.string().nullable(),
  district: z.string().nullable(),
  place: z.enum(['local', 'outside', 'unknown']),
  inLibrary: z.boolean(),
  /** Firms that stand behind it; null: a few, withheld. */
  firms: z.number().int().nullable(),
  /** Below 0 upstream, above 0 downstream, 0 the firm that is looked at. */
  hop: z.number().int(),
  /** Buyers that get some node from this firm alone; null: not the caller's to know. */
  soleFor: z.number().int().nullable(),
})
export type GraphElement = z.output<typeof graphElement>

const link = flow.extend({
  node: z.string().nullable(),
  /** The one relation behind it; null when there are several, or it is not for the caller's eyes. */
  relationId: z.uuid().nullable(),
  /** Of the least trusted relation. */
  trust: z.number().nullable(),
})
export type GraphLink = z.output<typeof link>

const picture = z.object({
  asOf: z.string(),
  synthetic: z.boolean(),
  elements: z.array(graphElement),
  links: z.array(link),
  /** Firms in all, of which so many are put together; null: it would tell a withheld number. */
  firms: z.number().int().nullable(),
  gathered: z.number().int().nullable(),
})
export type GraphPicture = z.output<typeof picture>

/** The firms of a node and of what is below it, and the relations among them. */
export const getNodeFirms = endpoint({
  method: 'GET',
  path: '/api/chain/graph/nodes/:code/firms',
  summary: { zh: '产业链图谱：环节上的企业', en: 'Chain graph: the firms of a node' },
  access: 'chain.analysis.read',
  params: z.object({ code: z.string().max(40) }),
  query: graphNarrowing.extend({ size: z.coerce.number().int().min(1).max(2_000).default(200) }),
  reply: picture,
})

/** Upstream and downstream of one firm. */
export const getSurroundings = endpoint({
  method: 'GET',
  path: '/api/chain/graph/firms/:id',
  summary: { zh: '产业链图谱：企业上下游', en: 'Chain graph: upstream and downstream of a firm' },
  access: 'chain.analysis.read',
  params: z.object({ id: z.uuid() }),
  query: graphNarrowing.extend({
    hops: z.coerce.number().int().min(1).max(MOST_HOPS).default(1),
    direction: z.enum(['both', 'up', 'down']).default('both'),
    size: z.coerce.number().int().min(20).max(MOST_ELEMENTS).default(600),
  }),
  reply: picture.extend({ focus: graphElement }),
})

const end = z
  .string()
  .regex(/^(firm|node):.{1,40}$/)
  .describe('firm:ID or node:CODE')

const pathStep = z.object({
  relationId: z.uuid().nullable(),
  /** Null: not for the caller's eyes. */
  supplier: z.object({ id: z.string(), name: z.string() }).nullable(),
  buyer: z.object({ id: z.string(), name: z.string() }).nullable(),
  supplierNode: z.string().nullable(),
  buyerNode: z.string().nullable(),
  node: z.string().nullable(),
  amount: money,
  trust: z.number().nullable(),
})
export type PathStep = z.output<typeof pathStep>

/** By which relations goods get from one end to the other. */
export const findPath = endpoint({
  method: 'GET',
  path: '/api/chain/graph/path',
  summary: { zh: '产业链图谱：供应路径', en: 'Chain graph: the path of supply between two ends' },
  access: 'chain.analysis.read',
  query: graphNarrowing.extend({
    from: end,
    to: end,
    /** The fewest relations, or the one whose smallest amount is largest. */
    by: z.enum(['short', 'wide']).default('short'),
  }),
  reply: z.object({
    /** False: goods run the other way, from `to` to `from`. */
    forward: z.boolean(),
    /** Null: no path either way. */
    steps: z.array(pathStep).nullable(),
    /** Of the widest path: the smallest amount on it; null where one is unknown or not for the caller's eyes. */
    width: money,
  }),
})

/** Firms and nodes by name or code. */
export const searchGraph = endpoint({
  method: 'GET',
  path: '/api/chain/graph/search',
  summary: { zh: '产业链图谱：查找企业和环节', en: 'Chain graph: find firms and nodes' },
  access: 'chain.analysis.read',
  query: z.object({ q: z.string().trim().min(1).max(100) }),
  reply: z.object({
    found: z.array(
      z.object({
        kind: z.enum(['firm', 'node']),
        id: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        node: z.string().nullable(),
      }),
    ),
  }),
})

/** What a picture shows: the tree with some nodes opened, or the surroundings of one firm. */
const shownQuery = {
  ...narrowing,
  focus: z.uuid().optional(),
  hops: z.coerce.number().int().min(1).max(MOST_HOPS).default(1),
  direction: z.enum(['both', 'up', 'down']).default('both'),
  /** Codes of opened nodes, with commas between them. */
  opened: z.string().max(4_000).optional(),
}
const listQuery = pageQuery.extend(shownQuery)
const fileQuery = pageQuery
  .omit({ page: true, size: true })
  .extend({ ...shownQuery, format: z.enum(['xlsx', 'csv']).default('xlsx') })
export type ShownQuery = Omit<z.output<typeof fileQuery>, 'format'>

/** A node with everything below it. */
export const graphNodeRow = treeNode.extend({
  /** Parts of the sums are withheld. */
  isPartial: z.boolean(),
})
export type GraphNodeRow = z.output<typeof graphNodeRow>

export const graphElementRow = graphElement.extend({
  /** The opened node under which it stands; null: around the firm looked at. */
  under: z.string().nullable(),
})
export type GraphElementRow = z.output<typeof graphElementRow>

const linkEnd = z.object({ key: z.string(), nameZh: z.string(), nameEn: z.string() })
export const graphLinkRow = z.object({
  key: z.string(),
  supplier: linkEnd,
  buyer: linkEnd,
  node: z.string().nullable(),
  relations: z.number().int().nullable(),
  amount: money,
  trust: z.number().nullable(),
  relationId: z.uuid().nullable(),
})
export type GraphLinkRow = z.output<typeof graphLinkRow>

/** The nodes of the tree as a list, each with all below it. */
export const listGraphNodes = endpoint({
  method: 'GET',
  path: '/api/chain/graph/lists/nodes',
  summary: { zh: '产业链图谱：环节列表', en: 'Chain graph: its nodes as a list' },
  access: 'chain.analysis.read',
  query: listQuery,
  reply: pageOf(graphNodeRow),
})

/** The firms that the picture shows, and those put together. */
export const listGraphElements = endpoint({
  method: 'GET',
  path: '/api/chain/graph/lists/elements',
  summary: { zh: '产业链图谱：图上企业列表', en: 'Chain graph: the firms shown, as a list' },
  access: 'chain.analysis.read',
  query: listQuery,
  reply: pageOf(graphElementRow),
})

/** The flows and relations that the picture shows. */
export const listGraphLinks = endpoint({
  method: 'GET',
  path: '/api/chain/graph/lists/links',
  summary: { zh: '产业链图谱：图上供应关系列表', en: 'Chain graph: the relations shown, as a list' },
  access: 'chain.analysis.read',
  query: listQuery,
  reply: pageOf(graphLinkRow),
})

const exportOf = (what: string, zh: string, en: string) =>
  endpoint({
    method: 'GET',
    path: `/api/chain/graph/exports/${what}`,
    summary: { zh: `产业链图谱：导出${zh}`, en: `Chain graph: export ${en}` },
    access: 'chain.analysis.export',
    query: fileQuery,
    reply: z.unknown(),
    kind: 'file',
  })
export const exportGraphNodes = exportOf('nodes', '环节', 'its nodes')
export const exportGraphElements = exportOf('elements', '图上企业', 'the firms shown')
export const exportGraphLinks = exportOf('links', '图上供应关系', 'the relations shown')
