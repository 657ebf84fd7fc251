import type { EndpointName } from '../endpoints.js';
import { isFields } from './read.js';

/** The members the provider reads of an object; `value` for what holds a value or a plain list. */
interface Shape {
  readonly [name: string]: Shape | 'value';
}

const value = 'value';
const authentication: Shape = { key: value, hash: value };
const order: Shape = { id: value };
const consentKey: Shape = { recipient: value, recipientType: value, type: value };
const blacklisted: Shape = { blacklist: { number: value } };

/** The fields of `request` that each endpoint reads, apart from `authentication`. */
const READ: Readonly<Record<EndpointName, Shape>> = {
  'send-sms': {
    order: {
      sender: value,
      sendDateTime: value,
      iys: value,
      iysList: value,
      message: { text: value, receipents: { number: value } },
    },
  },
  'cancel-order': { order },
  'get-report': { order: { ...order, page: value, rowCount: value } },
  'get-reports': { filter: { start: value, end: value, page: value } },
  'get-balance': {},
  'get-sender': {},
  'get-blacklist': { blacklist: { filter: { start: value, end: value }, page: value, rowCount: value } },
  'add-blacklist': blacklisted,
  'delete-blacklist': blacklisted,
  'iys-register': {
    consent: { brandCode: value, list: { ...consentKey, status: value, source: value, consentDate: value } },
  },
  'iys-check': { consent: { brandCode: value, ...consentKey } },
};

/** Lists whose members are objects of the shape; everywhere else the provider expects a single object. */
const LISTS: ReadonlySet<string> = new Set(['request.order.message', 'request.consent.list']);

const MOST_PATHS = 20;
const LONGEST_NAME = 60;

/**
 * Lists the fields of a request that the endpoint does not read, as paths such as `request.page`: each path once, in
 * the order of the body. An object in place of which something else was sent counts as not read.
 */
export function ignoredFields(
  endpoint: EndpointName,
  body: unknown,
  query: Readonly<Record<string, unknown>>,
): string[] {
  const found = new Set<string>();
  visit(body, { request: { authentication, ...READ[endpoint] } }, '', found);
  for (const name of Object.keys(query)) add(found, `?${short(name)}`);
  return [...found];
}

function visit(target: unknown, shape: Shape, path: string, found: Set<string>): void {
  if (found.size >= MOST_PATHS) return;
  if (Array.isArray(target) && LISTS.has(path)) {
    for (const item of target) visit(item, shape, path, found);
    return;
  }
  if (!isFields(target)) {
    if (!isAbsent(target)) add(found, path);
    return;
  }
  for (const [name, inner] of Object.entries(target)) {
    const next = path === '' ? short(name) : `${path}.${short(name)}`;
    const known = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (known === undefined) add(found, next);
    else if (known !== 'value') visit(inner, known, next, found);
  }
}

/** SDKs send empty members for what they do not use. */
function isAbsent(target: unknown): boolean {
  return (
    target === undefined || target === null || target === '' || (Array.isArray(target) && target.length === 0)
  );
}

function add(found: Set<string>, path: string): void {
  if (found.size < MOST_PATHS) found.add(path);
}

function short(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}
