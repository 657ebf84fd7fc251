import * as common from './common.js';
import * as counter from './counter.js';
import type { Messages } from './translate.js';

/** The English pack; its keys are the kit's keys. */
export const messagesEn = { ...common.en, ...counter.en } as const;

/** The Turkish pack. */
export const messagesTr: Messages = { ...common.tr, ...counter.tr };
