import { describe, expect, it, jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { onDemand } from './onDemand.js';

describe('a module on demand', () => {
  it('reports that loading failed, and loads again', async () => {
    const importModule = jest
      .fn<() => Promise<{ word: string }>>()
      .mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
      .mockResolvedValueOnce({ word: 'loaded' });
    const part = onDemand(importModule);
    function Reader() {
      const module = part.useModule(true);
      const hasFailed = part.useHasFailed();
      return <p>{module?.word ?? (hasFailed ? 'failed' : 'loading')}</p>;
    }
    render(<Reader />);
    expect(await screen.findByText('failed')).toBeTruthy();
    await act(() => part.load());
    expect(screen.getByText('loaded')).toBeTruthy();
    expect(importModule).toHaveBeenCalledTimes(2);
  });
});
