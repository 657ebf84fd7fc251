import { compose } from './en/compose.js';
import { orders } from './en/orders.js';
import { shell } from './en/shell.js';
import type { Messages } from './messages.tr.js';

export const en: Messages = { ...shell, ...compose, ...orders };
