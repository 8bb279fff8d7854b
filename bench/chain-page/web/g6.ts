import { Graph } from '@antv/g6'
import { measured } from './measured.ts'
import { scene } from './scene.ts'

measured(async (elements, box) => {
  const { nodes, links } = scene(elements)
  const graph = new Graph({
    container: box,
    width: 1200,
    height: 800,
    animation: false,
    data: {
      nodes: nodes.map(({ id, x, y, size }) => ({ id, style: { x: x + 600, y: y + 400, size: size * 2 } })),
      edges: links.map(({ id, from, to }) => ({ id, source: from, target: to })),
    },
    behaviors: ['drag-canvas', 'zoom-canvas'],
  })
  await graph.render()
})
