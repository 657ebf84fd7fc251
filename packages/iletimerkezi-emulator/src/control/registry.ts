import { isChannel, readRecipient } from '../provider/endpoints/consent-record.js';
import type { ConsentSeed } from '../seed/apply.js';
import { consentSchema } from '../seed/schema.js';
import type { ConsentRecord } from '../state/registry.js';
import type { RecipientType } from '../state/order.js';
import type { Channel } from '../state/registry.js';
import { formatTimestamp, parseTimestamp } from '../time/istanbul.js';
import { historyAnswer, listOf } from './answers.js';
import { ControlError, limit, object, route, text, type ControlRoute } from './route.js';

interface RegistryQuery {
  brandCode?: string;
  recipient?: string;
  recipientType?: RecipientType;
  type?: Channel;
  limit: number;
}

/** The consent registry, seen and written from outside the provider. */
export const registryRoutes: readonly ControlRoute[] = [
  route<{ query: RegistryQuery }>({
    method: 'GET',
    path: '/registry',
    tag: 'registry',
    summary:
      'Lists the histories per brand, recipient, recipient type and channel, including records that are not visible yet.',
    query: object({
      brandCode: text,
      recipient: { ...text, description: 'Phone in any accepted form, or email address.' },
      recipientType: consentSchema.properties.recipientType,
      type: consentSchema.properties.type,
      limit,
    }),
    response: listOf(historyAnswer),
    returns: 'A list of { brandCode, recipient, recipientType, type, current, history }',
    handle: ({ emulation: { world, clock }, query: { limit: most, recipient, ...key } }) => {
      const wanted = recipient === undefined ? undefined : normalise(recipient.trim());
      return world.registry.find({ ...key, recipient: wanted }, most).flatMap((history) => {
        const head = history[0];
        if (!head) return [];
        const { brandCode, recipientType, type } = head;
        const current = world.registry.current(head, clock.now());
        return [
          {
            brandCode,
            recipient: head.recipient,
            recipientType,
            type,
            current: current ? view(current) : null,
            history: history.map(view),
          },
        ];
      });
    },
  }),
  route<{ body: ConsentSeed }>({
    method: 'POST',
    path: '/registry',
    tag: 'registry',
    summary:
      'Writes a record as a citizen or another system does. It is visible immediately, and the newest consent date wins. Default: RET from IYS_WEB.',
    body: consentSchema,
    returns: 'The record',
    handle: ({ emulation: { world, clock }, body }) => {
      const now = clock.now();
      const type = body.type ?? 'MESAJ';
      const recipient = isChannel(type) ? readRecipient(body.recipient, type, 'accept') : undefined;
      if (recipient === undefined) throw new ControlError(400, 'recipient does not fit the channel.');
      const consentDate = body.consentDate === undefined ? now : parseTimestamp(body.consentDate);
      if (consentDate === undefined) throw new ControlError(400, 'consentDate is not YYYY-MM-DD HH:MM:SS.');
      const record: ConsentRecord = {
        brandCode: String(body.brandCode),
        recipient,
        recipientType: body.recipientType ?? 'BIREYSEL',
        type,
        status: body.status ?? 'RET',
        source: body.source ?? 'IYS_WEB',
        consentDate,
        receivedAt: now,
        visibleAt: now,
        by: 'citizen',
      };
      world.registry.add(record);
      world.changed('registry');
      return view(record);
    },
  }),
];

/** A phone as the registry keeps it; anything else as written. */
function normalise(recipient: string): string {
  return readRecipient(recipient, 'ARAMA', 'accept') ?? recipient;
}

function view(record: ConsentRecord) {
  return {
    status: record.status,
    source: record.source,
    consentDate: formatTimestamp(record.consentDate),
    receivedAt: new Date(record.receivedAt).toISOString(),
    visibleAt: new Date(record.visibleAt).toISOString(),
    by: record.by,
  };
}
