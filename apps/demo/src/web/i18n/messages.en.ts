import { compose } from './en/compose.js';
import { consents } from './en/consents.js';
import { orders } from './en/orders.js';
import { overview } from './en/overview.js';
import { phones } from './en/phones.js';
import { shell } from './en/shell.js';
import { signIn } from './en/sign-in.js';
import type { Messages } from './messages.tr.js';

export const en: Messages = {
  ...shell,
  ...compose,
  ...orders,
  ...overview,
  ...consents,
  ...phones,
  ...signIn,
};
