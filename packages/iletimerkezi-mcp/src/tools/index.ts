import { ACCOUNT_TOOLS } from './account.js';
import { BLACKLIST_TOOLS } from './blacklist.js';
import { CONSENT_TOOLS } from './consents.js';
import { LOCAL_TOOLS } from './local.js';
import { MESSAGE_TOOLS } from './messages.js';
import { REPORT_TOOLS } from './reports.js';
import type { Tool } from './tool.js';

/** All tools, the provider's first names unchanged. */
export const TOOLS: readonly Tool[] = [
  ...MESSAGE_TOOLS,
  ...REPORT_TOOLS,
  ...ACCOUNT_TOOLS,
  ...BLACKLIST_TOOLS,
  ...CONSENT_TOOLS,
  ...LOCAL_TOOLS,
];
