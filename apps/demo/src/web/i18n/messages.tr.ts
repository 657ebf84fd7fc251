import { compose } from './tr/compose.js';
import { orders } from './tr/orders.js';
import { shell } from './tr/shell.js';

/** Everything the page says, in Turkish, a file for each part of the page; the other languages must have the same keys. */
export const tr = { ...shell, ...compose, ...orders };

export type MessageKey = keyof typeof tr;
export type Messages = Record<MessageKey, string>;
