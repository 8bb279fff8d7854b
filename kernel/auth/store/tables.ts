import { type Db, tables } from '../../db/index.ts'
import type { Lang, Role } from '../../module/index.ts'

export interface OrgRow {
  id: string
  name: string
  type: 'government' | 'enterprise' | 'operator' | 'bank' | 'other'
  uscc: string | null
  enterprise_id: string | null
  region: string | null
  created_at: string
}

export interface AccountRow {
  id: string
  login: string
  name: string
  email: string | null
  lang: Lang
  password_hash: string | null
  oidc_issuer: string | null
  oidc_subject: string | null
  disabled: boolean
  created_at: string
  updated_at: string
  last_sign_in_at: string | null
}

export interface MembershipRow {
  account_id: string
  org_id: string | null
  roles: Role[]
  districts: string[]
}

export type LinkKind = 'firstAdministrator' | 'invitation' | 'passwordReset'

export interface LinkRow {
  token_hash: string
  kind: LinkKind
  account_id: string
  created_at: string
  created_by: string | null
  expires_at: string
  used_at: string | null
}

export interface TokenRow {
  id: string
  token_hash: string
  account_id: string
  name: string
  scopes: string[]
  created_at: string
  expires_at: string
  last_used_at: string | null
  revoked_at: string | null
}

interface AuthTables {
  'kernel.org': OrgRow
  'kernel.account': AccountRow
  'kernel.membership': MembershipRow
  'kernel.session': {
    token_hash: string
    account_id: string
    created_at: string
    last_seen_at: string
    expires_at: string
    address: string
    user_agent: string
  }
  'kernel.token': TokenRow
  'kernel.one_time_link': LinkRow
  'kernel.sign_in_throttle': {
    key: string
    failures: number
    last_at: string
    locked_until: string | null
  }
  'kernel.oidc_flow': {
    state_hash: string
    nonce: string
    code_verifier: string
    return_path: string
    expires_at: string
  }
}

/** The database seen through the tables of sign-in. */
export function authTables(db: Db) {
  return tables<AuthTables>(db)
}
