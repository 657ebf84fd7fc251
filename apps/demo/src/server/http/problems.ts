import { HttpException } from '@nestjs/common';
import type { Problem } from '../../shared/api/problem.js';
import { common } from './catalog/common.js';
import { consents } from './catalog/consents.js';
import { orders } from './catalog/orders.js';

/** The texts of all problems, by code. */
const CATALOG = { ...common, ...orders, ...consents };

export type ProblemCode = keyof typeof CATALOG;

/** Returns the problem with this code. `over` replaces parts of it, such as the provider's message. */
export function problem(code: ProblemCode, over: Partial<Problem> = {}): Problem {
  const { tr, en } = CATALOG[code];
  return { code, message: { tr: tr[0], en: en[0] }, hint: { tr: tr[1], en: en[1] }, ...over };
}

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(CATALOG, text);
}

/** An HTTP error with a {@link Problem}. `extra` adds fields for programs, such as row positions. */
export class ProblemException extends HttpException {
  constructor(
    status: number,
    readonly problem: Problem,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(problem.message.en, status);
  }
}
