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
export async function call<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetchInLanguage(path, init);
  // 204: success without a body.
  if (response.status === 204) return undefined as Answer;
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return body as Answer;
  throw new ApiError(problemIn(body));
}

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A request with a JSON body. */
export async function send<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  return call<Answer>(path, withBody(method, body, {}));
}

/** Sends a request with a JSON body and returns the response, whatever its status. @throws ApiError when there is none */
export function request(
  method: Method,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Response> {
  return fetchInLanguage(path, withBody(method, body, headers));
}

const withBody = (method: Method, body: unknown, headers: Record<string, string>): RequestInit => ({
  method,
  headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
  ...(body !== undefined && { body: JSON.stringify(body) }),
});

/** The server answers errors in the language of the page. */
async function fetchInLanguage(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('accept-language', document.documentElement.lang);
  try {
    return await fetch(path, { ...init, headers });
  } catch {
    throw new ApiError(SERVER_AWAY);
  }
}

/** Reads an error body of the server, which is in the language of the page. */
function problemIn(body: unknown): Problem {
  const message = textIn(body, 'message');
  const code = textIn(body, 'errorCode');
  if (message === undefined || code === undefined) return SERVER_AWAY;
  const hint = textIn(body, 'hint') ?? '';
  return problemFrom(code, message, hint);
}

/** A problem whose texts are in the language of the page. */
export const problemFrom = (code: string, message: string, hint = ''): Problem => ({
  code,
  message: { tr: message, en: message },
  hint: { tr: hint, en: hint },
});

function textIn(body: unknown, name: string): string | undefined {
  const text: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof text === 'string' ? text : undefined;
}
