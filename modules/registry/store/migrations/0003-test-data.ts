import type { Migration } from '#kernel/module'

/**
 * Whether a batch was confirmed as test data: its new enterprises are then synthetic. Raw rows keep the order of the
 * file's columns, which jsonb does not.
 */
export const testDataBatches: Migration = {
  name: '0003-test-data',
  sql: `
alter table import_batch add column test_data boolean not null default false;
alter table source_record alter column raw type json using raw::json;
`,
}
