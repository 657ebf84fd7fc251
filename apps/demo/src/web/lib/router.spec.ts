import { describe, expect, it } from '@jest/globals';
import { paths, routeOf } from './router.js';

describe('routeOf', () => {
  it('returns the page of every link', () => {
    expect(routeOf(paths.compose)).toEqual({ page: 'compose' });
    expect(routeOf(paths.orders)).toEqual({ page: 'orders' });
    expect(routeOf(paths.order('a1'))).toEqual({ page: 'order', id: 'a1' });
    expect(routeOf(paths.person('+905300000001'))).toEqual({ page: 'person', recipient: '+905300000001' });
    expect(routeOf(paths.person('a/b@ornek.com'))).toEqual({ page: 'person', recipient: 'a/b@ornek.com' });
    expect(routeOf(paths.withdrawal)).toEqual({ page: 'form', mode: 'withdraw' });
    expect(routeOf(paths.import('a1'))).toEqual({ page: 'import', id: 'a1' });
    expect(routeOf(paths.phone('+905300000001'))).toEqual({ page: 'phones', number: '+905300000001' });
  });

  it('accepts a trailing slash and returns not-found for unknown URLs', () => {
    expect(routeOf('/orders/')).toEqual({ page: 'orders' });
    expect(routeOf('/orders/a/b')).toEqual({ page: 'not-found' });
    expect(routeOf('/nothing')).toEqual({ page: 'not-found' });
    expect(routeOf('/consents/people')).toEqual({ page: 'not-found' });
    expect(routeOf('/phones/%E0%A4')).toEqual({ page: 'phones', number: '%E0%A4' });
  });
});
