import { ACCEPTED, refuse, type Call, type Endpoint } from '../endpoint.js';
import { bareNumber, formatNumber, hasTurkishCarrier, readNumber } from '../phone.js';
import { asInteger, field } from '../read.js';
import { parseTimestamp } from '../../time/istanbul.js';

const ROWS = 1000;

/** The account's blocked numbers, oldest first, a page of at most 1,000. */
export const getBlacklist: Endpoint = ({ world, account, request }) => {
  const input = field(request, 'blacklist');
  const page = asInteger(field(input, 'page')) ?? 1;
  if (!(page >= 1)) return refuse(400, 'blacklist.page is not a whole number from 1');
  const asked = asInteger(field(input, 'rowCount')) ?? ROWS;
  if (!(asked >= 1)) return refuse(400, 'blacklist.rowCount is not a whole number from 1');
  const filter = field(input, 'filter');
  const start = bound(field(filter, 'start'), -Infinity);
  const end = bound(field(filter, 'end'), Infinity);
  if (start === undefined || end === undefined) {
    return refuse(400, 'blacklist.filter.start or end is not YYYY-MM-DD HH:MM:SS');
  }
  const rows = Math.min(asked, ROWS);
  const found = [...world.blacklistOf(account.key)].filter(([, at]) => at >= start && at <= end);
  const numbers = found.slice((page - 1) * rows, page * rows).map(([number]) => number);
  const bare = world.settings.quirks.blacklistFormat === 'bare';
  return {
    code: 200,
    result: {
      blacklist: bare
        ? { count: String(found.length), number: numbers.map((number) => String(bareNumber(number))) }
        : { count: found.length, number: numbers.map(formatNumber) },
    },
  };
};

/** Blocks a number; blocking it again is no error. */
export const addBlacklist: Endpoint = (call) => {
  const number = readListed(call);
  if (number === undefined) return refuse(466, 'blacklist.number is no number the blacklist takes');
  const list = call.world.blacklistOf(call.account.key);
  if (!list.has(number)) list.set(number, call.now);
  call.world.changed('accounts');
  return ACCEPTED;
};

/** Unblocks a number; 474 when it is not blocked. */
export const deleteBlacklist: Endpoint = (call) => {
  const number = readListed(call);
  if (number === undefined) return refuse(466, 'blacklist.number is no number the blacklist takes');
  if (!call.world.blacklistOf(call.account.key).delete(number)) {
    return refuse(474, "the number is not on the account's blacklist");
  }
  call.world.changed('accounts');
  return ACCEPTED;
};

function readListed({ world, request }: Call): number | undefined {
  const any = world.settings.quirks.blacklistNumbers === 'any';
  const number = readNumber(field(field(request, 'blacklist'), 'number'), any);
  return number !== undefined && (any || hasTurkishCarrier(number)) ? number : undefined;
}

/** The end of a filter's range; `undefined` when it is there and no timestamp. */
function bound(value: unknown, open: number): number | undefined {
  if (value === undefined || value === null || value === '') return open;
  return typeof value === 'string' ? parseTimestamp(value) : undefined;
}
