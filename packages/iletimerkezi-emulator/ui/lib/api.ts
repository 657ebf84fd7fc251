/** An error of the control plane. `status` is 0 if it could not be reached. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** Reads from the control plane. Throws {@link ApiError}. */
export function read<Result>(path: string, signal?: AbortSignal): Promise<Result> {
  return call<Result>(path, { signal });
}

/** Changes something through the control plane. Throws {@link ApiError}. */
export function change<Result>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Result> {
  if (body === undefined) return call<Result>(path, { method });
  return call<Result>(path, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
}

/** A path with those of the parameters that are set. */
export function withQuery(path: string, parameters: Record<string, string | number | undefined>): string {
  const set = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '');
  return set.length === 0
    ? path
    : `${path}?${new URLSearchParams(set.map(([key, value]) => [key, String(value)]))}`;
}

async function call<Result>(path: string, init: RequestInit): Promise<Result> {
  let response: Response;
  try {
    response = await fetch(`/_emulator${path}`, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, '');
  }
  if (!response.ok) throw new ApiError(response.status, await messageOf(response));
  return response.status === 204 ? (undefined as Result) : response.json();
}

async function messageOf(response: Response): Promise<string> {
  try {
    const body: { error?: { message?: string } } = await response.json();
    return body.error?.message ?? '';
  } catch {
    return '';
  }
}
