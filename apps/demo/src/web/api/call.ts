import type { Problem } from '../../shared/api/problem.js';

/** An error response of the server, or a missing response. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message.en);
  }
}

/** The server did not respond. The only problem whose text is in the page. */
const SERVER_AWAY: Problem = {
  code: 'server-away',
  message: { tr: 'Demo sunucusu yanıt vermiyor.', en: 'The demo server does not answer.' },
  hint: {
    tr: 'Uçbirimde demoyu yeniden başlatın. Yazdıklarınız bu sayfada duruyor.',
    en: 'Start the demo again in the terminal. What you wrote is kept on this page.',
  },
};

export function problemOf(error: unknown): Problem {
  return error instanceof ApiError ? error.problem : SERVER_AWAY;
}

/** Sends a request to the server. @throws ApiError */
export async function call<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new ApiError(SERVER_AWAY);
  }
  // 204: success without a body.
  if (response.status === 204) return undefined as Answer;
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return body as Answer;
  throw new ApiError(isProblem(body) ? body : SERVER_AWAY);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'message' in body && 'hint' in body;
}

/** A request with a JSON body. */
export function send<Answer>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return call<Answer>(path, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
