import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Emulation } from '../emulation.js';

/** A JSON Schema, as Fastify checks requests against it and the OpenAPI document prints it. */
export type Schema = Readonly<Record<string, unknown>>;

/** The input of a control route. The route's schemas have validated parameters, query and body. */
export interface ControlCall<Params, Query, Body> {
  emulation: Emulation;
  params: Params;
  query: Query;
  body: Body;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** One operation of the control plane: the routes served and the OpenAPI document both come from this table. */
export interface ControlRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/_emulator`, parameters as `:name`. */
  path: string;
  summary: string;
  tag: string;
  params?: Schema;
  query?: Schema;
  body?: Schema;
  /** The shape of a success, where it is worth one. */
  response?: Schema;
  /** Describes the successful response in one sentence. */
  returns: string;
  bodyLimit?: number;
  handle(call: ControlCall<unknown, unknown, unknown>): unknown;
}

interface RouteShape {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

/** Types a route's handler by its schemas. */
export function route<Shape extends RouteShape>(
  definition: Omit<ControlRoute, 'handle'> & {
    handle(call: ControlCall<Shape['params'], Shape['query'], Shape['body']>): unknown;
  },
): ControlRoute {
  return definition;
}

/** An invalid request to the control plane. The message says how to fix it. */
export class ControlError extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.name = 'ControlError';
    this.statusCode = statusCode;
  }
}

/** An object schema that takes these members and no other. */
export function object(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema {
  return { type: 'object', additionalProperties: false, properties, required };
}

export const text: Schema = { type: 'string' };
export const limit: Schema = { type: 'integer', minimum: 1, maximum: 10_000, default: 100 };
export const duration: Schema = {
  description: 'ISO 8601 duration (PT1H) or milliseconds.',
  anyOf: [
    { type: 'number', minimum: 0 },
    { type: 'string', pattern: '^P' },
  ],
};
