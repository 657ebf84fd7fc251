import { expect, it, jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderKit } from '../test-support/renderKit.js';

const field = (onChange: () => void) => (
  <input
    aria-label="Ad"
    defaultValue=""
    // As form libraries set their default values.
    ref={(input) => {
      if (input) input.value = 'Ayşe';
    }}
    onChange={onChange}
  />
);

it('reports nothing that a page without server markup sets itself', () => {
  const onChange = jest.fn();
  renderKit(field(onChange));
  expect(screen.getByLabelText<HTMLInputElement>('Ad').value).toBe('Ayşe');
  expect(onChange).not.toHaveBeenCalled();
});
