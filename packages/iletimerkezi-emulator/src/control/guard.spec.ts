import { describe, expect, it } from '@jest/globals';
import { refusalOf } from './guard.js';

describe('who may use the control plane', () => {
  it.each([
    '127.0.0.1:8080',
    '[::1]:8080',
    'localhost:8080',
    'LOCALHOST',
    'sms.localhost:80',
    'emulator:8080',
  ])('answers a script that asks %s', (host) => {
    expect(refusalOf({ host })).toBeUndefined();
  });

  it.each(['evil.example:8080', '127.0.0.1.evil.example', '', 'localhost.evil.example'])(
    'refuses the name %j, which somebody else could own',
    (host) => {
      expect(refusalOf({ host })).toContain('Use localhost');
    },
  );

  it('answers its own page', () => {
    const host = '127.0.0.1:8080';
    expect(refusalOf({ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).toBeUndefined();
  });

  it.each([
    { origin: 'http://evil.example' },
    { origin: 'http://127.0.0.1:3000' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('refuses the page of another origin: %j', (headers) => {
    expect(refusalOf({ host: '127.0.0.1:8080', ...headers })).toContain('no other page');
  });
});
