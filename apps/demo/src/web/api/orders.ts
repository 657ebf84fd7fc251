import type { CampaignDetail, MessagePreview, SubmitResult, TestMessage } from 'iletimerkezi-core';
import type { CampaignCosts, RecipientCost, WithheldReport } from 'nest-iletimerkezi';
import type { CampaignOptionsDto, ResolveOrderDto } from 'nest-iletimerkezi/dto';
import { readSubmitResult, type MessageToOpen } from 'react-sms-ui';
import type { NewOrder, OrderCheck } from '../../shared/api/orders.js';
import { call, problemOf, request, send } from './call.js';

async function submitTo(
  path: string,
  body: NewOrder | TestMessage | CampaignOptionsDto,
  headers: Record<string, string>,
): Promise<SubmitResult> {
  try {
    const response = await request('POST', path, body, headers);
    return readSubmitResult(await response.json().catch(() => undefined));
  } catch (error) {
    // The order may be on disk although its answer was lost. The same key returns it.
    const { message, hint } = problemOf(error);
    const locale = document.documentElement.lang === 'en' ? 'en' : 'tr';
    return { state: 'unknown', message: `${message[locale]} ${hint[locale]}` };
  }
}

const at = (id: string) => `/api/orders/${encodeURIComponent(id)}`;

export const ordersApi = {
  order: (id: string) => call<CampaignDetail>(at(id)),
  withheld: (id: string, place: number) => call<WithheldReport>(`${at(id)}/withheld?order=${place}`),
  /** A dry run. */
  check: (order: NewOrder) => send<OrderCheck>('POST', '/api/orders/check', order),
  /** Who would get the order, who would not and why, its cost and its time. */
  preview: (order: NewOrder) => send<MessagePreview>('POST', '/api/orders/preview', order),
  /** Creates an order. A request repeated with the same key returns the same order. */
  submit: (order: NewOrder, key: string) => submitTo('/api/orders', order, { 'idempotency-key': key }),
  /** Sends the text to its author. A test repeated with the same `dedupeKey` is sent once. */
  test: (message: TestMessage) => submitTo('/api/orders/test', message, {}),
  costs: (id: string) => call<CampaignCosts>(`${at(id)}/costs`),
  recipientCosts: (id: string, orderId: string) =>
    call<RecipientCost[]>(`${at(id)}/orders/${encodeURIComponent(orderId)}/costs`),
  /** Sends a campaign again, to all its recipients or to those who did not get it. A repetition with the same key sends once. */
  repeat: (id: string, to: 'duplicate' | 'resend', dedupeKey: string) =>
    submitTo(`${at(id)}/${to}`, { dedupeKey }, {}),
  pause: (id: string) => send<CampaignDetail>('POST', `${at(id)}/pause`),
  resume: (id: string) => send<CampaignDetail>('POST', `${at(id)}/resume`),
  /** Also cancels an order that the provider holds for its time. */
  cancel: (id: string) => send<CampaignDetail>('POST', `${at(id)}/cancel`),
  reschedule: (id: string, notBefore: Date) =>
    send<CampaignDetail>('POST', `${at(id)}/reschedule`, { notBefore }),
  /** The message of an order, to open it in the composer. `only`: to those whose order was cancelled. */
  message: (id: string, only?: 'cancelled') =>
    call<MessageToOpen>(`${at(id)}/message${only === undefined ? '' : `?only=${only}`}`),
  resolve: (id: string, orderId: string, decision: ResolveOrderDto) =>
    send<CampaignDetail>('POST', `${at(id)}/orders/${encodeURIComponent(orderId)}/resolve`, decision),
};
