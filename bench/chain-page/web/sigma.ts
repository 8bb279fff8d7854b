import { MultiDirectedGraph } from 'graphology'
import Sigma from 'sigma'
import { measured } from './measured.ts'
import { scene } from './scene.ts'

/** `?hide`: lines vanish while the picture moves, sigma's own remedy for large graphs. */
const hides = new URLSearchParams(location.search).has('hide')

measured((elements, box) => {
  const { nodes, links } = scene(elements)
  const graph = new MultiDirectedGraph()
  for (const { id, x, y, size } of nodes) graph.addNode(id, { x, y: -y, size, color: '#1557b0' })
  for (const { from, to } of links) graph.addEdge(from, to, { color: '#9aa7b8', size: 1 })
  new Sigma(graph, box, { hideEdgesOnMove: hides, hideLabelsOnMove: hides })
  return Promise.resolve()
})
