import assert from 'node:assert/strict'
import { test } from 'node:test'
import { activeItem, findPages, navSections } from './navigation.ts'

const item = (path: `/${string}`, order: number, permission?: string) => ({
  key: path,
  path,
  titleKey: path,
  icon: null,
  order,
  permission,
})

const sources = [
  {
    name: 'registry',
    nav: [item('/registry/imports', 20), item('/registry', 10, 'registry.enterprise.read')],
  },
  { name: 'plan', nav: [item('/', 1)] },
  { name: 'battery', nav: [item('/battery', 1)] },
]

test('modules stand in their groups, ordered, and a module nobody placed stands under operations', () => {
  const sections = navSections(sources, new Set(['registry.enterprise.read']))
  assert.deepEqual(
    sections.map(({ group, items }) => [group, items.map(({ path }) => path)]),
    [
      ['dispatch', ['/']],
      ['library', ['/registry', '/registry/imports']],
      ['operations', ['/battery']],
    ],
  )
})

test('what a user may not open is not offered', () => {
  const paths = navSections(sources, new Set()).flatMap(({ items }) => items.map(({ path }) => path))
  assert.deepEqual(paths, ['/', '/registry/imports', '/battery'])
})

test('a page below an entry belongs to the most exact one', () => {
  const sections = navSections(sources, new Set(['registry.enterprise.read']))
  assert.equal(activeItem(sections, '/registry/imports/7')?.path, '/registry/imports')
  assert.equal(activeItem(sections, '/registry/enterprises/1')?.path, '/registry')
  assert.equal(activeItem(sections, '/')?.path, '/')
  assert.equal(activeItem(sections, '/registryx'), undefined)
})

test('pages are found by words of their title or path', () => {
  const pages = [
    { title: '导入企业', path: '/registry/imports' },
    { title: '企业库', path: '/registry' },
  ]
  assert.deepEqual(
    findPages(pages, '企业').map(({ path }) => path),
    ['/registry', '/registry/imports'],
  )
  assert.deepEqual(
    findPages(pages, 'reg 导入').map(({ path }) => path),
    ['/registry/imports'],
  )
  assert.equal(findPages(pages, '').length, 2)
})
