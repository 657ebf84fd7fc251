import * as balance from './balance.js';
import * as blacklist from './blacklist.js';
import * as breadcrumb from './breadcrumb.js';
import * as chart from './chart.js';
import * as codeField from './codeField.js';
import * as commands from './commands.js';
import * as common from './common.js';
import * as composer from './composer.js';
import * as consentForm from './consentForm.js';
import * as consentRecords from './consentRecords.js';
import * as content from './content.js';
import * as counter from './counter.js';
import * as dateTime from './dateTime.js';
import * as filters from './filters.js';
import * as importReport from './importReport.js';
import * as orders from './orders.js';
import * as phoneField from './phoneField.js';
import * as phoneVerification from './phoneVerification.js';
import * as recipients from './recipients.js';
import * as report from './report.js';
import * as shortcuts from './shortcuts.js';
import * as thread from './thread.js';
import * as toast from './toast.js';
import type { Messages } from './translate.js';

/** The Turkish pack. */
export const messagesTr: Messages = {
  ...common.tr,
  ...composer.tr,
  ...content.tr,
  ...counter.tr,
  ...recipients.tr,
  ...report.tr,
  ...thread.tr,
  ...toast.tr,
  ...breadcrumb.tr,
  ...commands.tr,
  ...shortcuts.tr,
  ...consentForm.tr,
  ...consentRecords.tr,
  ...orders.tr,
  ...chart.tr,
  ...balance.tr,
  ...blacklist.tr,
  ...dateTime.tr,
  ...filters.tr,
  ...importReport.tr,
  ...phoneField.tr,
  ...codeField.tr,
  ...phoneVerification.tr,
};
