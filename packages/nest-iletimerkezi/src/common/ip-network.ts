import { isIP } from 'node:net';

/** Returns whether a text is an IP address without a zone. */
export const isIpAddress = (ip: string): boolean => isIP(ip.trim()) !== 0 && !ip.includes('%');

/**
 * The first 96 bits of IPv6 addresses that contain an IPv4 address: mapped ones, and those of a translator in front of the
 * server. Sources: RFC 4291, section 2.5.5.2; RFC 6052, section 2.1.
 */
const IPV4_PREFIXES: readonly (readonly string[])[] = [
  ['0', '0', '0', '0', '0', 'ffff'],
  ['64', 'ff9b', '0', '0', '0', '0'],
];

/**
 * Returns what the limits count as one address: an IPv4 address, or the first 64 bits of an IPv6 address, because a
 * connection usually has a complete /64. Undefined for another text.
 */
export function networkOf(ip: string): string | undefined {
  const address = ip.trim();
  if (!isIpAddress(address)) return undefined;
  if (isIP(address) === 4) return address;
  // The URL parser normalizes the address and writes embedded IPv4 addresses in hexadecimal.
  const [left = '', right] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groupsOf = (part: string | undefined): string[] => (part ? part.split(':') : []);
  const [start, end] = [groupsOf(left), groupsOf(right)];
  const zeros = right === undefined ? 0 : 8 - start.length - end.length;
  const groups = [...start, ...Array.from({ length: zeros }, () => '0'), ...end];
  const isIpv4 = IPV4_PREFIXES.some((prefix) => prefix.every((group, index) => groups[index] === group));
  if (!isIpv4) return `${groups.slice(0, 4).join(':')}::/64`;
  const bytes = groups.slice(6).flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
  return bytes.join('.');
}
