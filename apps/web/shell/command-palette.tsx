import { Input, Modal } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { useText } from '#kernel/web'
import { findPages, type NavSection } from './navigation.ts'

interface CommandPaletteProps {
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly sections: readonly NavSection[]
}

/** Ctrl+K: go to a page by typing part of its name. */
export function CommandPalette({ open, onOpen, sections }: CommandPaletteProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      onOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [onOpen])
  const pages = useMemo(
    () => [
      ...sections.flatMap(({ items }) =>
        items.map((item) => ({ path: item.path, title: t(item.titleKey), icon: item.icon })),
      ),
      { path: '/profile', title: t('shell.profile'), icon: null },
    ],
    [sections, t],
  )
  const found = findPages(pages, typed)
  const chosen = found[Math.min(at, found.length - 1)]
  const go = (path: string) => {
    onOpen(false)
    setTyped('')
    void navigate(path)
  }
  return (
    <Modal
      open={open}
      onCancel={() => onOpen(false)}
      footer={null}
      closable={false}
      width={480}
      destroyOnHidden
      title={t('shell.find')}
      style={{ top: 80 }}
    >
      <Input
        autoFocus
        value={typed}
        placeholder={t('shell.findHint')}
        role="combobox"
        aria-expanded
        aria-controls="zq-palette"
        aria-activedescendant={chosen ? `zq-palette-${chosen.path}` : undefined}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1))
          else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1))
          else if (event.key === 'Enter' && chosen) go(chosen.path)
          else return
          event.preventDefault()
        }}
      />
      <div id="zq-palette" role="listbox" aria-label={t('shell.find')} className="zq-palette">
        {found.map((page) => (
          <button
            key={page.path}
            id={`zq-palette-${page.path}`}
            type="button"
            role="option"
            aria-selected={page === chosen}
            onClick={() => go(page.path)}
          >
            {page.icon}
            <span>{page.title}</span>
            <span className="zq-soft">{page.path}</span>
          </button>
        ))}
        {found.length === 0 && <p className="zq-soft">{t('kit.table.nothing')}</p>}
      </div>
    </Modal>
  )
}
