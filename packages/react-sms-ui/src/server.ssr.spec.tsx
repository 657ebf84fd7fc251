/** @jest-environment node */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, jest } from '@jest/globals';
import { renderToString } from 'react-dom/server';
import { SmsUiProvider } from './index.js';
import { EVERY_COMPONENT } from './test-support/everyComponent.js';

describe('on a server without a document', () => {
  // guarantee: G-111
  it.each(Object.entries(EVERY_COMPONENT))('renders %s without an error', (slot, make) => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const html = renderToString(
      <SmsUiProvider locale="tr" profile={{ characterMode: 'unicode' }}>
        {make({})}
      </SmsUiProvider>,
    );
    expect(html).toContain(`data-slot="${slot}"`);
    expect(error.mock.calls).toEqual([]);
    // A content security policy without `unsafe-inline` refuses style attributes of markup.
    expect(html).not.toMatch(/ style="/);
    error.mockRestore();
  });

  it('throws an error that names the missing provider', () => {
    expect(() => renderToString(EVERY_COMPONENT['balance-card']!({}))).toThrow(
      /Wrap your page in <SmsUiProvider/,
    );
  });
});

describe('client components', () => {
  const source = fileURLToPath(new URL('.', import.meta.url));
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !/\.(spec|stories)\.|test-support/.test(name),
  );

  it.each(
    files.filter((name) =>
      /\buse[A-Z]\w*\(|\bon[A-Z]\w*=\{|createContext\(/.test(readFileSync(source + name, 'utf8')),
    ),
  )('starts %s with "use client"', (name) => {
    expect(readFileSync(source + name, 'utf8')).toMatch(/^'use client';\n/);
  });
});
