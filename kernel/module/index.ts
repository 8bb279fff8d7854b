export type { AuditEntry, Ctx, JobState, Kernel, Lang } from './context.ts'
export {
  defineModule,
  type EvidencePage,
  type FileReply,
  type Indicator,
  type IndicatorValue,
  type Job,
  type JobRun,
  type Migration,
  type ModuleManifest,
  type OutboxEvent,
  type Route,
  route,
  type UploadedFile,
} from './manifest.ts'
export {
  type Actor,
  type Decision,
  type FieldGroup,
  type Grant,
  type Permissions,
  type RecordFacts,
  type Resource,
  ROLES,
  type Role,
  type Scope,
  type ScopeFilter,
} from './permission.ts'
