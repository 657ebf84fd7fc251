import * as account from './account.js';
import * as common from './common.js';
import * as composer from './composer.js';
import * as consentForm from './consentForm.js';
import * as consentRecords from './consentRecords.js';
import * as counter from './counter.js';
import * as recipients from './recipients.js';
import * as report from './report.js';
import type { Messages } from './translate.js';

/** The English pack; its keys are the kit's keys. */
export const messagesEn = {
  ...common.en,
  ...composer.en,
  ...counter.en,
  ...recipients.en,
  ...report.en,
  ...consentForm.en,
  ...consentRecords.en,
  ...account.en,
} as const;

/** The Turkish pack. */
export const messagesTr: Messages = {
  ...common.tr,
  ...composer.tr,
  ...counter.tr,
  ...recipients.tr,
  ...report.tr,
  ...consentForm.tr,
  ...consentRecords.tr,
  ...account.tr,
};
