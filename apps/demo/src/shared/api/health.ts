/** `GET /api/health`, as Terminus words it: 503 with the same body where a part is down. */
export interface HealthView {
  readonly status: 'ok' | 'error' | 'shutting_down';
  readonly details: Readonly<Record<string, HealthPart>>;
}

export interface HealthPart {
  readonly status: 'up' | 'degraded' | 'down';
  readonly message?: string;
}
