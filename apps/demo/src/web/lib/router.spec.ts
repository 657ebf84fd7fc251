import { describe, expect, it } from '@jest/globals';
import { paths, routeOf } from './router.js';

describe('routeOf', () => {
  it('finds the page of every address the page links to', () => {
    expect(routeOf(paths.compose)).toEqual({ page: 'compose' });
    expect(routeOf(paths.orders)).toEqual({ page: 'orders' });
    expect(routeOf(paths.order('a1'))).toEqual({ page: 'order', id: 'a1' });
  });

  it('takes a trailing slash and refuses what has no page', () => {
    expect(routeOf('/orders/')).toEqual({ page: 'orders' });
    expect(routeOf('/orders/a/b')).toEqual({ page: 'not-found' });
    expect(routeOf('/nothing')).toEqual({ page: 'not-found' });
  });
});
