export { generateChain, type SyntheticChain } from './chain.ts'
export type {
  BillLineRow,
  ChainCapability,
  ChainFirm,
  ChainOptions,
  OutsideParty,
  OutsideSupplyRow,
  VehicleModelRow,
} from './chain-types.ts'
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
