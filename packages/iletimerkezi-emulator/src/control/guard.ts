import type { FastifyReply, FastifyRequest } from 'fastify';
import { isIP } from 'node:net';

const OTHER_PAGE =
  "The control plane answers no other page. Call it from the emulator's own page, from a test or from a script.";

/**
 * Whether a request may use the control plane. Pages of other origins in the same browser may not: neither straight
 * (cross-site request forgery) nor under a name of theirs that resolves to this machine (DNS rebinding).
 * @returns why not, with the way out, or `undefined` when it may.
 */
export function refusalOf(headers: FastifyRequest['headers']): string | undefined {
  const host = headers.host ?? '';
  if (!isOwnHost(host)) {
    return 'The control plane does not answer under this host name: a page elsewhere could point a name of its own at this machine. Use localhost, an IP address or a name without a dot.';
  }
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) return OTHER_PAGE;
  const site = headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site' ? OTHER_PAGE : undefined;
}

/** Refuses with 403 what {@link refusalOf} refuses; an `onRequest` hook for `/_emulator/*`. */
export async function guardControlPlane(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const message = refusalOf(request.headers);
  if (message !== undefined) await reply.code(403).send({ error: { message } });
}

/** Whether a host name cannot be a public DNS name: an address, localhost or a name of a container network. */
function isOwnHost(host: string): boolean {
  const name = host
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
  return (
    isIP(name) !== 0 ||
    name.endsWith('.localhost') ||
    name === 'host.docker.internal' ||
    /^[\w-]+$/.test(name)
  );
}
