import { ChainCanvas } from '../../../modules/chain/web/graph/canvas/chain-canvas.ts'
import { measured } from './measured.ts'
import { scene } from './scene.ts'

measured((elements, box) => {
  const { nodes, links } = scene(elements)
  const canvas = new ChainCanvas(box, { onPick: () => {} })
  const at = new Map(nodes.map(({ id }, index) => [id, index]))
  canvas.show({
    marks: nodes.map(({ id, x, y, size }) => ({
      key: id,
      x,
      y,
      radius: size,
      color: '#1557b0',
      shape: 'circle',
      label: id,
      weight: size,
    })),
    links: links.map(({ from, to }) => ({
      from: at.get(from) as number,
      to: at.get(to) as number,
      width: 1,
      color: '#9aa7b8',
    })),
  })
  return Promise.resolve()
})
