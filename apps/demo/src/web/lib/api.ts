import type { Balance, NewOrder, OrderView, Problem, RecipientPage, Setup } from '../../shared/api.js';

/** An answer of the server that is no success, or no answer at all. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message.en);
  }
}

/** The page's own server did not answer: the one problem the server cannot word itself. */
const SERVER_AWAY: Problem = {
  code: 'server-away',
  message: { tr: 'Demo sunucusu yanıt vermiyor.', en: 'The demo server does not answer.' },
  hint: {
    tr: 'Uçbirimde demoyu yeniden başlatın. Yazdıklarınız bu sayfada duruyor.',
    en: 'Start the demo again in the terminal. What you wrote is kept on this page.',
  },
};

export const api = {
  setup: () => call<Setup>('/api/setup'),
  senders: () => call<{ senders: string[] }>('/api/senders'),
  balance: () => call<Balance>('/api/balance'),
  order: (id: string) => call<OrderView>(`/api/orders/${encodeURIComponent(id)}`),
  recipients: (id: string) => call<RecipientPage>(`/api/orders/${encodeURIComponent(id)}/recipients`),
  /** Sent twice with the same key, an order is made once: a lost answer can be asked for again. */
  send: (order: NewOrder, key: string) =>
    call<OrderView>('/api/orders', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(order),
    }),
};

export function problemOf(error: unknown): Problem {
  return error instanceof ApiError ? error.problem : SERVER_AWAY;
}

async function call<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new ApiError(SERVER_AWAY);
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return body as Answer;
  throw new ApiError(isProblem(body) ? body : SERVER_AWAY);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'message' in body && 'hint' in body;
}
