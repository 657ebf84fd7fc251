import type { Migration } from './migrate.js';

/**
 * Who runs a delivery report's handlers. `claimed_by` is the instance, `dispatch_token` names its claim: only its holder
 * may write the outcome. Reports that an earlier release left without an outcome are marked as failed, because nobody
 * knows how far their handlers came.
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
