import { Faults, parseDate, type OrderSummary } from 'iletimerkezi-core';
import { followCampaign } from './follow-campaign.js';
import { PROVIDER_SCHEMAS } from './provider-schemas.js';
import { readTool, type JsonObject, type Tool } from './tool.js';

interface ReportInput {
  readonly order: { readonly id: string | number; readonly page?: number; readonly rowCount?: number };
}

interface ReportsInput {
  readonly filter: { readonly start: string; readonly end: string; readonly page?: number };
}

interface ProgressInput {
  readonly campaignId: string;
  readonly waitSeconds?: number;
}

const ORDER = {
  orderId: { type: 'string' },
  status: { type: 'string' },
  total: { type: 'integer' },
  delivered: { type: 'integer' },
  undelivered: { type: 'integer' },
  waiting: { type: 'integer' },
  submitAt: { type: 'string' },
  sendAt: { type: 'string' },
  sender: { type: 'string' },
} as const;

/** Reports of the provider, and the progress of campaigns of the outbox. */
export const REPORT_TOOLS: readonly Tool[] = [
  readTool(
    {
      name: 'get_report',
      title: { tr: 'Gönderim raporu', en: 'Get the report of an order' },
      description: {
        tr: 'Bir gönderimin özetini ve alıcı başına iletim durumunu sayfa sayfa döner.',
        en: 'Returns the summary of an order and the delivery status of its recipients, page by page.',
      },
      inputSchema: PROVIDER_SCHEMAS.get_report,
      output: {
        ...ORDER,
        price: { type: 'number' },
        recipients: {
          type: 'array',
          items: {
            type: 'object',
            properties: { number: { type: 'string' }, status: { type: 'string' } },
          },
        },
      },
      isUntrusted: true,
    },
    async ({ order: { id, page, rowCount } }: ReportInput, { account, mask, signal }) => {
      const { price, recipients, ...summary } = await account.reports.get(
        String(id),
        { page, rowCount },
        { signal },
      );
      return {
        ...toOrder(summary),
        price,
        recipients: recipients.map(({ number, status }) => ({ number: mask.recipient(number), status })),
      };
    },
  ),
  readTool(
    {
      name: 'get_reports',
      title: { tr: 'Gönderim listesi', en: 'List the orders of a period' },
      description: {
        tr: 'En çok 10 günlük bir aralıktaki gönderimleri sayaçlarıyla listeler.',
        en: 'Lists the orders of at most 10 days with their counters.',
      },
      inputSchema: PROVIDER_SCHEMAS.get_reports,
      output: {
        orders: { type: 'array', items: { type: 'object', properties: ORDER } },
        count: { type: 'integer' },
      },
      isUntrusted: true,
    },
    async ({ filter: { start, end, page } }: ReportsInput, { account, signal }) => {
      const faults = new Faults();
      const [from, to] = [parseDate(start), parseDate(end)];
      faults.moment('filter.start', from);
      faults.moment('filter.end', to);
      faults.throwIfAny('get-reports');
      if (from === undefined || to === undefined) return {};
      const { orders, count } = await account.client.getReports({ start: from, end: to, page }, { signal });
      return { orders: orders.map(toOrder), count };
    },
  ),
  readTool(
    {
      name: 'campaign_progress',
      title: { tr: 'Kampanyanın durumu', en: 'Get the progress of a campaign' },
      description: {
        tr: 'Kuyruğa eklenmiş bir gönderimin kaç alıcıda hangi durumda olduğunu döner. `waitSeconds` verilirse bitene kadar, en çok o kadar saniye bekler. Depolama gerekir.',
        en: 'Returns how many recipients of an enqueued message are in which state. With `waitSeconds` it waits up to that long until all of them are final. Needs storage.',
      },
      inputSchema: {
        type: 'object',
        properties: {
          campaignId: { type: 'string', description: 'The id that send_sms or enqueue_message returned.' },
          waitSeconds: { type: 'integer', minimum: 0, maximum: 50 },
        },
        required: ['campaignId'],
      },
      output: {
        campaignId: { type: 'string' },
        progress: { type: 'object' },
        orders: { type: 'array', items: { type: 'object' } },
      },
      isLocal: true,
      reportsCounts: true,
    },
    async ({ campaignId, waitSeconds = 0 }: ProgressInput, { account, progress: report, signal }) => {
      const campaign = account.outbox.campaign(campaignId);
      const progress = await followCampaign(campaign, {
        events$: account.outbox.events$,
        waitMs: waitSeconds * 1000,
        report,
        signal,
      });
      const orders = await campaign.orders();
      return {
        campaignId,
        progress: { ...progress },
        orders: orders.map(({ id, state, recipients, providerOrderId }) => ({
          id,
          state,
          recipients,
          providerOrderId,
        })),
      };
    },
  ),
];

function toOrder({
  orderId,
  status,
  total,
  delivered,
  undelivered,
  waiting,
  submitAt,
  sendAt,
  sender,
}: OrderSummary): JsonObject {
  return {
    orderId,
    status,
    total,
    delivered,
    undelivered,
    waiting,
    submitAt: submitAt?.toISOString(),
    sendAt: sendAt?.toISOString(),
    sender,
  };
}
