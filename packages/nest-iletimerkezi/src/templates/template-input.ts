import {
  Faults,
  type FaultCode,
  isRecipientType,
  parseSender,
  parseTemplate,
  SAVED_TEMPLATE_LIMITS,
  type SavedTemplateContent,
  type SavedTemplateStatus,
  type SavedTextChange,
  templateInputFaults,
  type TemplateToSave,
} from 'iletimerkezi-core';
import { checkListing, checkUuid } from '../common/inputs.js';
import { newId } from '../common/ids.js';
import type {
  NewVersion,
  TemplatePage,
  TemplatePosition,
} from '../storage/templates/templates.repository.js';
import type { ListTemplates } from './templates.types.js';

const KINDS = ['transactional', 'commercial'] as const;
const AUDIENCES = ['BIREYSEL', 'TACIR'] as const;
const STATUSES: readonly SavedTemplateStatus[] = ['ready', 'draft'];
/** PostgreSQL's `integer`. */
const LARGEST_VERSION = 2_147_483_647;
const LONGEST_USER = 200;

/**
 * Checks a text to save. A draft may be empty and may have faults.
 * @throws InputError with every fault.
 */
export function parseTemplateToSave(given: TemplateToSave, user: string | undefined): NewVersion {
  const faults = new Faults();
  if (typeof given !== 'object' || given === null) {
    faults.add('template', 'object-required');
    faults.throwIfAny();
  }
  const { id, version = 0, status, name, text, kind, audience, sender } = given;
  if (id !== undefined) checkUuid(faults, 'id', id);
  faults.wholeNumber('version', version, 0, LARGEST_VERSION - 1);
  if (id === undefined && version !== 0) faults.add('id', 'uuid-required');
  faults.oneOf('status', status, STATUSES);
  faults.plainText('name', typeof name === 'string' ? name.trim() : name, SAVED_TEMPLATE_LIMITS.name);
  checkTemplateText(faults, text, status);
  if (kind !== undefined) faults.oneOf('kind', kind, KINDS);
  if (audience !== undefined && !(typeof audience === 'string' && isRecipientType(audience)))
    faults.oneOf('audience', audience, AUDIENCES);
  const parsed = sender === undefined ? undefined : parseSender(sender);
  if (parsed && !parsed.ok) faults.add('sender', `sender-${parsed.reason}` satisfies FaultCode);
  checkUser(faults, user);
  faults.throwIfAny();
  const content: SavedTemplateContent = {
    name: name.trim(),
    text,
    ...(kind !== undefined && { kind }),
    ...(audience !== undefined && { audience }),
    ...(sender !== undefined && { sender }),
  };
  return { id: id ?? newId(), version, status, content, user };
}

function checkTemplateText(faults: Faults, text: unknown, status: SavedTemplateStatus): void {
  if (text === '' && status === 'draft') return;
  const known = faults.list.length;
  faults.plainText('text', text, SAVED_TEMPLATE_LIMITS.text);
  if (faults.list.length > known || typeof text !== 'string' || status === 'draft') return;
  const parsed = parseTemplate(text);
  if (!parsed.ok) faults.list.push(...templateInputFaults('text', parsed.faults));
}

/** A text to save, or the key of one to delete. `id` and `version` are those of the text that is replaced or deleted. */
export interface ParsedChange {
  readonly save: TemplateToSave | undefined;
  readonly id: string;
  readonly version: number | undefined;
}

/**
 * Reads which text a change saves or deletes. The fields of a text to save are checked when it is saved.
 * @throws InputError
 */
export function parseSavedTextChange(given: SavedTextChange): ParsedChange {
  const faults = new Faults();
  const { status, item, previous }: Partial<SavedTextChange> = Object(given);
  for (const [path, text] of [
    ['item', item],
    ['previous', previous],
  ] as const)
    if (text !== undefined && (typeof text !== 'object' || text === null))
      faults.add(path, 'object-required');
  if (item === undefined && previous === undefined) faults.add('item', 'object-required');
  const id = previous?.id ?? item?.id;
  if (item === undefined || id !== undefined) checkUuid(faults, 'id', id);
  if (item === undefined) faults.wholeNumber('version', previous?.version, 1, LARGEST_VERSION);
  faults.oneOf('status', status, STATUSES);
  faults.throwIfAny();
  const key = id ?? newId();
  const version = previous?.version;
  if (item === undefined || status === undefined) return { save: undefined, id: key, version };
  const { name, text, kind, audience, sender } = item;
  return {
    save: { id: key, version: version ?? 0, status, name, text, kind, audience, sender },
    id: key,
    version,
  };
}

/** @throws InputError */
export function checkTemplateKey(
  id: unknown,
  { version, user }: { version?: unknown; user?: unknown },
): void {
  const faults = new Faults();
  checkUuid(faults, 'id', id);
  if (version !== undefined) faults.wholeNumber('version', version, 1, LARGEST_VERSION);
  checkUser(faults, user);
  faults.throwIfAny();
}

/** @throws InputError */
export function parseListTemplates({ limit = 100, status, after, user }: ListTemplates): TemplatePage {
  const faults = new Faults();
  checkListing(faults, limit);
  if (status !== undefined) faults.oneOf('status', status, STATUSES);
  const position = after === undefined ? undefined : parsePosition(faults, after);
  checkUser(faults, user);
  faults.throwIfAny();
  return { limit, status, after: position, user };
}

function checkUser(faults: Faults, user: unknown): void {
  if (user !== undefined) faults.plainText('user', user, LONGEST_USER);
}

/** Returns the text that {@link parsePosition} reads. */
export const formatPosition = ({ savedAt, id }: TemplatePosition): string => `${savedAt.getTime()}.${id}`;

/** The last millisecond of the year 9999. */
const LATEST = 253_402_300_799_999;

function parsePosition(faults: Faults, given: unknown): TemplatePosition | undefined {
  const [, time = '', id = ''] = typeof given === 'string' ? (/^(\d{1,15})\.(.{36})$/.exec(given) ?? []) : [];
  const known = faults.list.length;
  checkUuid(faults, 'after', id);
  if (faults.list.length > known) return undefined;
  faults.wholeNumber('after', Number(time), 0, LATEST);
  return { savedAt: new Date(Math.min(Number(time), LATEST)), id };
}
