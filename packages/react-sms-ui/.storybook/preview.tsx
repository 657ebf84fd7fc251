import type { Decorator, Preview } from '@storybook/react-vite';
import { useEffect } from 'react';
import { configure } from 'storybook/test';
import '@fontsource-variable/inter';
import '../src/styles.css';
import './preview.css';
import { SmsUiProvider, type AccountProfile } from '../src/index.js';
import { messagesPseudo } from './pseudo.js';

// A busy machine only makes plays slower.
configure({ asyncUtilTimeout: 60_000 });

/** All stories have the same clock, so that screenshots are reproducible. */
const NOW = Date.UTC(2026, 10, 21, 11, 5);

const item = (value: string, title: string) => ({ value, title });

/** Stories use an account in Unicode mode, unless a parameter selects another. */
const UNICODE: AccountProfile = { characterMode: 'unicode' };

function profileIn(parameters: Record<string, unknown>): AccountProfile {
  const mode = parameters['characterMode'];
  const account: AccountProfile =
    mode === 'english' || mode === 'turkish' ? { characterMode: mode } : UNICODE;
  const brand = parameters['brand'] as AccountProfile['brand'];
  return brand === undefined ? account : { ...account, brand };
}

const WithKit: Decorator = (Story, { globals, parameters }) => {
  const { locale, theme, density, dir, motion } = globals as Record<string, string>;
  useEffect(() => {
    document.documentElement.lang = locale === 'tr' ? 'tr' : 'en';
    document.documentElement.dataset['motion'] = motion;
  }, [locale, motion]);
  // A story about hosts renders its own page.
  if (parameters['bare'] === true) return <Story />;
  return (
    <SmsUiProvider
      locale={locale === 'tr' ? 'tr' : 'en'}
      messages={locale === 'pseudo' ? messagesPseudo : undefined}
      theme={theme === 'dark' ? 'dark' : theme === 'system' ? 'auto' : 'light'}
      profile={profileIn(parameters)}
      density={density === 'compact' ? 'compact' : 'comfortable'}
      dir={dir === 'rtl' ? 'rtl' : 'ltr'}
      now={NOW}
      className={theme === 'brand' ? 'stage brand' : 'stage'}
    >
      <div
        className="stage-width"
        style={{ maxInlineSize: (parameters['width'] as number | undefined) ?? 1120 }}
      >
        <Story />
      </div>
    </SmsUiProvider>
  );
};

const preview: Preview = {
  decorators: [WithKit],
  tags: ['autodocs'],
  initialGlobals: { locale: 'tr', theme: 'light', density: 'comfortable', dir: 'ltr', motion: 'full' },
  globalTypes: {
    locale: {
      description: 'Language',
      toolbar: {
        icon: 'globe',
        items: [item('tr', 'Türkçe'), item('en', 'English'), item('pseudo', 'Pseudo (long)')],
        dynamicTitle: true,
      },
    },
    theme: {
      description: 'Theme',
      toolbar: {
        icon: 'contrast',
        items: [
          item('light', 'Light'),
          item('dark', 'Dark'),
          item('brand', 'Brand'),
          item('system', 'System'),
        ],
        dynamicTitle: true,
      },
    },
    density: {
      description: 'Density',
      toolbar: { icon: 'component', items: [item('comfortable', 'Comfortable'), item('compact', 'Compact')] },
    },
    dir: {
      description: 'Direction',
      toolbar: { icon: 'transfer', items: [item('ltr', 'Left to right'), item('rtl', 'Right to left')] },
    },
    motion: {
      description: 'Motion',
      toolbar: { icon: 'play', items: [item('full', 'Full motion'), item('none', 'No motion')] },
    },
  },
  parameters: {
    layout: 'fullscreen',
    controls: { expanded: true },
    docs: { toc: { headingSelector: 'h2, h3' } },
    a11y: {
      test: 'error',
      config: {
        // A component is not a page.
        rules: ['region', 'landmark-one-main', 'page-has-heading-one'].map((id) => ({ id, enabled: false })),
      },
    },
    options: {
      storySort: {
        order: [
          'Start',
          'Flows',
          'Compose',
          'Report',
          'Account',
          'Verification',
          'Consent',
          'Parts',
          'Review',
          ['How to hold a review'],
        ],
      },
    },
  },
};

export default preview;
