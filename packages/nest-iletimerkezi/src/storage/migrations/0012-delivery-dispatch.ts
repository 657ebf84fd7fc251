import type { Migration } from './migrate.js';

/**
 * Adds which instance runs the handlers of a delivery report. `claimed_by` is the instance, and `dispatch_token`
 * identifies its claim: only the holder of the claim may write the outcome. Reports without an outcome from an earlier
 * release are marked as failed, because the progress of their handlers is unknown.
 */
export const deliveryDispatch: Migration = {
  version: 12,
  name: 'delivery-dispatch',
  sql: `
alter table iletimerkezi.delivery_reports
  add column claimed_by uuid,
  add column dispatch_token uuid,
  add column dispatches integer not null default 1,
  add column reason text;
update iletimerkezi.delivery_reports d set fate = 'failed', reason = 'interrupted before an upgrade'
 where fate is null and not late
   and not (status = 'accepted' and exists (
     select from iletimerkezi.delivery_reports final
      where final.account = d.account and final.report_id = d.report_id
        and final.status in ('delivered', 'undelivered')));
create index delivery_reports_unsettled on iletimerkezi.delivery_reports (account, received_at)
  where fate is null and not late;
`,
};
