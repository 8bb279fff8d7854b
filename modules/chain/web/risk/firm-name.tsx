import { Link } from 'react-router'
import { useText } from '#kernel/web'

interface Named {
  readonly id: string
  readonly name: string
}

/** A firm by name, leading to what its own failing would do; null is a firm that the reader may not see. */
export function FirmName({ firm }: { firm: Named | null }) {
  const { t } = useText()
  if (firm === null) return <span className="zq-soft">{t('chain.risk.hiddenFirm')}</span>
  return <Link to={`/chain/risk/${firm.id}`}>{firm.name}</Link>
}
