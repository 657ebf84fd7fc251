import { HttpException } from '@nestjs/common';
import type { Problem } from '../../shared/api/problem.js';
import { common } from './catalog/common.js';
import { consents } from './catalog/consents.js';
import { orders } from './catalog/orders.js';

/** What a caller of the demo's API can do wrong, a file for each subject. The key is the problem's code. */
const CATALOG = { ...common, ...orders, ...consents };

export type ProblemCode = keyof typeof CATALOG;

/** The catalogue's problem of this code; `over` replaces parts of it, such as the provider's own words. */
export function problem(code: ProblemCode, over: Partial<Problem> = {}): Problem {
  const { tr, en } = CATALOG[code];
  return { code, message: { tr: tr[0], en: en[0] }, hint: { tr: tr[1], en: en[1] }, ...over };
}

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(CATALOG, text);
}

/** An HTTP answer that carries a {@link Problem}; `extra` adds fields for programs, such as row positions. */
export class ProblemException extends HttpException {
  constructor(
    status: number,
    readonly problem: Problem,
    extra: Record<string, unknown> = {},
  ) {
    super({ ...problem, ...extra }, status);
  }
}
