import { describe, expect, it } from '@jest/globals';
import { flattenStyles } from '../../scripts/flatten-styles.js';

describe('styles without layers', () => {
  it('are in the order of the layers, not of the files', () => {
    const css = `@layer base, sms.reset, sms.tokens, sms.components, sms.states;
      @layer sms.components { .sms-a { color: red } }
      @layer sms.reset { .sms-ui :where(p) { margin: 0 } }
      @layer sms.components { .sms-b { color: blue } }`;
    const flat = flattenStyles(css);
    expect(flat).not.toContain('@layer');
    expect([...flat.matchAll(/:where\(p\)|\.sms-[ab]/g)].map(([found]) => found)).toEqual([
      ':where(p)',
      '.sms-a',
      '.sms-b',
    ]);
  });

  it('give states precedence over parts, as the layer does', () => {
    const flat = flattenStyles(`@layer sms.states {
      .sms-ui :where(button, a):focus-visible { outline: none }
      @media (forced-colors: active) { .sms-a, .sms-b:is(.c, .d) { border: 0 } }
    }`);
    const strong = '.sms-ui.sms-ui.sms-ui.sms-ui';
    expect(flat).toContain(`${strong} :where(button, a):focus-visible {`);
    expect(flat).toContain(`@media (forced-colors: active) {`);
    expect(flat).toContain(`${strong} .sms-a, ${strong} .sms-b:is(.c, .d) {`);
  });

  it('refuse a layer that is not in the order', () => {
    expect(() => flattenStyles('@layer sms.print { .sms-a { color: red } }')).toThrow(/sms\.print/);
  });
});
