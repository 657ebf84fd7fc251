import { describe, expect, it } from '@jest/globals';

import { findCode, findErrorCode, findErrorName, STATUS_CODES } from './codes.js';
import type { EndpointSlug } from './endpoint.js';

/** The provider's manifest of endpoints, with 400 and 404 where only its older documentation has them. */
const documented: Record<EndpointSlug, number[]> = {
  'send-sms': [200, 400, 401, 402, 404, 450, 451, 452, 453, 454, 457, 468, 469, 470],
  'cancel-order': [200, 400, 401, 404, 455],
  'get-report': [110, 111, 112, 113, 114, 115, 200, 400, 401, 404, 455, 456],
  'get-reports': [113, 114, 115, 200, 400, 401, 404, 458],
  'get-balance': [200, 400, 401, 404],
  'get-sender': [200, 400, 401, 404],
  'get-blacklist': [200, 400, 401, 404],
  'add-blacklist': [200, 400, 401, 404, 466],
  'delete-blacklist': [200, 400, 401, 404, 466, 474],
  'iys-register': [200, 400, 401, 403, 404, 405, 422, 475],
  'iys-check': [200, 400, 401, 403, 404, 422],
};

describe('the code catalogue', () => {
  it.each(Object.entries(documented))('lists the documented codes of %s', (slug, codes) => {
    const listed = STATUS_CODES.filter(({ endpoints }) => endpoints.some((endpoint) => endpoint === slug));
    expect(listed.map(({ code }) => code)).toEqual(codes);
  });

  it('contains every published code once, with a unique name', () => {
    const codes = STATUS_CODES.map(({ code }) => code);
    const contacts = [461, 462, 463, 464, 465, 471, 472, 473];
    const documentedCodes = new Set([...Object.values(documented).flat(), ...contacts, 459, 460, 467, 503]);
    expect(codes).toEqual([...documentedCodes].toSorted((a, b) => a - b));
    expect(new Set(STATUS_CODES.map(({ name }) => name)).size).toBe(codes.length);
  });

  it('explains every code in both languages', () => {
    for (const { en, tr } of STATUS_CODES) {
      for (const text of [en, tr]) {
        expect([text.title, text.meaning, text.fix].every((sentence) => sentence.length > 3)).toBe(true);
        expect(text.title).not.toMatch(/\.$/);
        expect(text.meaning).toMatch(/\.$/);
        expect(text.fix).toMatch(/\.$/);
      }
      expect(tr.meaning).not.toBe(en.meaning);
    }
  });

  it('has the provider’s text for every code with a published text', () => {
    expect(findCode(402)?.provider).toBe('Bakiye yetersiz');
    expect(STATUS_CODES.filter(({ provider }) => provider === undefined).map(({ code }) => code)).toEqual([
      405,
    ]);
  });

  it('finds errors by code and name, but not status codes', () => {
    expect(findErrorCode(451)?.name).toBe('duplicate-order');
    expect(findErrorName('duplicate-order')?.code).toBe(451);
    expect(findErrorCode(113)).toBeUndefined();
    expect(findErrorCode(200)).toBeUndefined();
    expect(findCode(419)).toBeUndefined();
  });

  it('has the outcome not-applied for every refusal, except when the server is unavailable', () => {
    const unsure = STATUS_CODES.filter(({ code, outcome }) => code >= 400 && outcome !== 'not-applied');
    expect(unsure.map(({ code }) => code)).toEqual([503]);
  });
});
