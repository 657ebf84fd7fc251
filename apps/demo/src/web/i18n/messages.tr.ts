import { compose } from './tr/compose.js';
import { consents } from './tr/consents.js';
import { orders } from './tr/orders.js';
import { overview } from './tr/overview.js';
import { phones } from './tr/phones.js';
import { shell } from './tr/shell.js';
import { signIn } from './tr/sign-in.js';

/** The Turkish texts of the page. The other languages must have the same keys. */
export const tr = { ...shell, ...compose, ...orders, ...overview, ...consents, ...phones, ...signIn };

export type MessageKey = keyof typeof tr;
export type Messages = Record<MessageKey, string>;
