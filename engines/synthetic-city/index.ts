export { generateCity, type SyntheticCity } from './city.ts'
export { hashUnit } from './rng.ts'
export type {
  CapabilityRow,
  CapabilityStage,
  CityOptions,
  ContactRow,
  DirtyRow,
  EnterpriseRow,
  EnterpriseStatus,
  Fault,
  HistorySeries,
  MonthlyCount,
  MonthlyRow,
  NodeInput,
  OwnershipRow,
  QualificationKind,
  QualificationRow,
  Range,
  RegionInput,
  SiteKind,
  SiteRow,
  SizeClass,
  SupplyRow,
  Synthetic,
  YearlyRow,
} from './types.ts'
export { SYNTHETIC_PREFIX } from './uscc.ts'
