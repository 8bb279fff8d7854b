import { QuestionCircleOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useText } from '#kernel/web'
import type { DeskAction } from './keys.ts'
import type { Queue, Verdict } from './queue.ts'

interface DeskBarProps {
  readonly queue: Queue
  readonly mayDecide: boolean
  /** What was decided of the pair in view, when the person walked back to it. */
  readonly verdict: Verdict | undefined
  readonly canUndo: boolean
  readonly onAct: (action: DeskAction) => void
}

/** The decisions and ways of the desk, each with its key. */
export function DeskBar({ queue, mayDecide, verdict, canUndo, onAct }: DeskBarProps) {
  const { t } = useText()
  const button = (action: DeskAction, key: string, props: object = {}) => (
    <Button key={action} onClick={() => onAct(action)} aria-keyshortcuts={key.toLowerCase()} {...props}>
      {t(`registry.fusion.act.${action}`)} <kbd className="zq-reg-kbd">{key}</kbd>
    </Button>
  )
  return (
    <div className="zq-fus-bar">
      <div className="zq-fus-actions">
        {!mayDecide && !canUndo && <span className="zq-soft">{t('registry.fusion.readOnly')}</span>}
        {mayDecide && verdict && <Tag>{t(`registry.fusion.verdict.${verdict.decision}`)}</Tag>}
        {mayDecide && !verdict && (
          <>
            {button('same', 'S', { type: 'primary' })}
            {button('different', 'D', { danger: true })}
            {button('later', 'L')}
          </>
        )}
      </div>
      <div className="zq-fus-actions">
        {button('previous', 'K', { disabled: queue.at === 0 })}
        {button('next', 'J', { disabled: queue.at >= queue.items.length - 1 })}
        {(mayDecide || canUndo) && button('undo', 'U', { disabled: !canUndo })}
        <Button
          icon={<QuestionCircleOutlined />}
          aria-label={t('registry.fusion.act.help')}
          title={t('registry.fusion.act.help')}
          onClick={() => onAct('help')}
        />
      </div>
    </div>
  )
}
