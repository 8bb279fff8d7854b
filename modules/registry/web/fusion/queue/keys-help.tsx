import { Modal } from 'antd'
import { useText } from '#kernel/web'
import type { DeskAction } from './keys.ts'

const KEYS: readonly (readonly [DeskAction, readonly string[]])[] = [
  ['same', ['S']],
  ['different', ['D']],
  ['later', ['L']],
  ['next', ['J', '→']],
  ['previous', ['K', '←']],
  ['undo', ['U']],
  ['help', ['?']],
]

/** What each key does. */
export function KeysHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useText()
  return (
    <Modal open={open} title={t('registry.fusion.keys')} footer={null} onCancel={onClose} destroyOnHidden>
      <dl className="zq-fus-keys">
        {KEYS.map(([action, keys]) => (
          <div key={action} style={{ display: 'contents' }}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className="zq-reg-kbd" style={{ marginRight: 4 }}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>
              {t(`registry.fusion.act.${action}`)}
              <div className="zq-soft" style={{ fontSize: 13 }}>
                {t(`registry.fusion.actHint.${action}`)}
              </div>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
