import { useNavigate } from 'react-router'
import { upload } from '#kernel/web'
import { loadFusionRecords } from '../../../contract.ts'
import { FileDrop } from '../../fields/file-drop.tsx'
import { FUSION } from '../words.ts'

interface RecordsFileProps {
  readonly source: string | undefined
  readonly observedOn: string | undefined
}

/** Sends a file of records, and leads to the page that follows its reading. */
export function RecordsFile({ source, observedOn }: RecordsFileProps) {
  const navigate = useNavigate()
  return (
    <FileDrop
      send={async (file, sending) => {
        const load = await upload(loadFusionRecords, { query: { source, observedOn } }, [file], sending)
        await navigate(`${FUSION}/loads/${load.id}`)
      }}
    />
  )
}
