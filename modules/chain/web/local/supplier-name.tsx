import { Button } from 'antd'
import { useText } from '#kernel/web'
import type { LocalLine } from '../../contract.ts'

/** Who makes a line; opens what that firm's local content is made of. */
export function SupplierName({ line, onOpen }: { line: LocalLine; onOpen: (id: string) => void }) {
  const { t } = useText()
  const { supplierId, supplier } = line
  if (supplierId === null || supplier === null)
    return <span className="zq-soft">{t('chain.local.supplierUnknown')}</span>
  return (
    <Button
      type="link"
      size="small"
      style={{ padding: 0, height: 'auto', whiteSpace: 'normal', textAlign: 'left' }}
      onClick={(event) => {
        event.stopPropagation()
        onOpen(supplierId)
      }}
    >
      {supplier}
    </Button>
  )
}
