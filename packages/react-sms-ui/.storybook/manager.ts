import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

/** The colours of the kit's light theme. */
addons.setConfig({
  theme: create({
    base: 'light',
    brandTitle: 'react-sms-ui',
    fontBase: '"Inter Variable", system-ui, sans-serif',
    colorPrimary: '#0b6e75',
    colorSecondary: '#0b6e75',
    appBg: '#f6f7f8',
    appBorderRadius: 8,
  }),
});
