import { Collapse, Skeleton, Table } from 'antd'
import type { EndpointReply } from '#kernel/contract'
import { ErrorState, useApi, useText } from '#kernel/web'
import { listRoles } from '../../../kernel/auth/contract.ts'

type Role = EndpointReply<typeof listRoles>['roles'][number]

/** What each role may do, as it is compiled from the modules' grants. */
export function RolesTab() {
  const { pick } = useText()
  const roles = useApi(listRoles, {})
  if (roles.error) return <ErrorState error={roles.error} onRetry={() => void roles.refetch()} />
  if (!roles.data) return <Skeleton active />
  return (
    <Collapse
      items={roles.data.roles.map((role) => ({
        key: role.role,
        label: pick(role.titles),
        children: <Grants grants={role.grants} />,
      }))}
    />
  )
}

function Grants({ grants }: Pick<Role, 'grants'>) {
  const { t, pick } = useText()
  return (
    <Table
      size="small"
      pagination={false}
      scroll={{ x: 720 }}
      rowKey={(grant) =>
        `${grant.resource} ${grant.scope} ${grant.actions.map(({ action }) => action).join(' ')}`
      }
      dataSource={grants}
      columns={[
        {
          title: t('users.resource'),
          key: 'resource',
          width: 160,
          render: (_, grant) => pick(grant.resourceTitles),
        },
        {
          title: t('users.actions'),
          key: 'actions',
          render: (_, grant) => grant.actions.map(({ titles }) => pick(titles)).join(t('users.comma')),
        },
        { title: t('users.scope'), key: 'scope', width: 160, render: (_, grant) => pick(grant.scopeTitles) },
        {
          title: t('users.fields'),
          key: 'fields',
          render: (_, grant) =>
            grant.allFields
              ? t('users.allFields')
              : grant.fields.map((field) => pick(field)).join(t('users.comma')),
        },
      ]}
    />
  )
}
