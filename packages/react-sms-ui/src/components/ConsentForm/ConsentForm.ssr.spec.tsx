import { expect, it } from '@jest/globals';
import { BRAND, NOTICE, STATEMENTS } from '../../test-support/consentTexts.js';
import { expectHydrates } from '../../test-support/renderKit.js';
import { ConsentForm } from './index.js';

it('renders all boxes unticked on the server, and hydrates without a warning', async () => {
  const root = await expectHydrates(
    <ConsentForm
      brand={BRAND}
      statement={STATEMENTS.tr}
      privacyNotice={NOTICE}
      recipientTypes={['BIREYSEL', 'TACIR']}
      onSubmit={() => undefined}
    />,
  );
  expect(root.querySelectorAll('input[type=checkbox]')).toHaveLength(3);
  expect(root.querySelectorAll('input:checked')).toHaveLength(0);
});
