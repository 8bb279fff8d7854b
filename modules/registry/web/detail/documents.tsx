import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Upload } from 'antd'
import { useState } from 'react'
import {
  download,
  formatBytes,
  formatInstant,
  queryKeyOf,
  upload,
  useTellProblem,
  useText,
} from '#kernel/web'
import { addDocument, type EnterpriseDetail, getDocument, getEnterprise } from '../../contract.ts'
import { NoRows, Section } from './section.tsx'

/** Files attached to the enterprise. */
export function Documents({ enterprise }: { enterprise: EnterpriseDetail }) {
  const { t, lang } = useText()
  const { message } = App.useApp()
  const tell = useTellProblem()
  const client = useQueryClient()
  const [sent, setSent] = useState<number>()
  const params = { id: enterprise.id }
  const send = (file: File) => {
    setSent(0)
    upload(addDocument, { params }, [file], { onProgress: setSent })
      .then((reply) => {
        client.setQueryData(queryKeyOf(getEnterprise, { params }), reply)
        void message.success(t('registry.documents.sent'))
      })
      .catch(tell)
      .finally(() => setSent(undefined))
  }
  const rows = enterprise.documents ?? []
  return (
    <Section
      part="documents"
      enterprise={enterprise}
      actions={
        enterprise.editable && (
          <Upload
            showUploadList={false}
            beforeUpload={(file) => {
              send(file)
              return Upload.LIST_IGNORE
            }}
          >
            <Button size="small" icon={<UploadOutlined />} loading={sent !== undefined}>
              {sent === undefined
                ? t('registry.documents.upload')
                : t('registry.documents.sending', { percent: Math.round(sent * 100) })}
            </Button>
          </Upload>
        )
      }
    >
      {rows.length === 0 ? (
        <NoRows />
      ) : (
        <ul className="zq-reg-cards">
          {rows.map((row) => (
            <li key={row.id} className="zq-reg-card">
              <div className="zq-reg-card-head">
                <span>{row.title}</span>
                <Button
                  size="small"
                  icon={<DownloadOutlined />}
                  aria-label={`${t('registry.documents.download')} ${row.fileName}`}
                  onClick={() =>
                    void download(
                      getDocument,
                      { params: { id: enterprise.id, document: row.id } },
                      row.fileName,
                    ).catch(tell)
                  }
                >
                  {t('registry.documents.download')}
                </Button>
              </div>
              {row.fileName !== row.title && <span className="zq-soft">{row.fileName}</span>}
              <span className="zq-soft zq-number">
                {formatBytes(row.bytes, lang)} · {formatInstant(row.createdAt, lang)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
