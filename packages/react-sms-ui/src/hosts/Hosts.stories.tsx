import type { Meta, StoryObj } from '@storybook/react-vite';
import { useInsertionEffect, type ComponentType, type ReactNode } from 'react';
import './hosts.css';
import { flattenStyles } from '../../scripts/flatten-styles.js';
import { OrdersTable, SegmentCounter, SmsUiProvider } from '../index.js';
import { EVERY_COMPONENT } from '../test-support/everyComponent.js';

const NOW = Date.UTC(2026, 10, 21, 11, 5);

interface HostProps {
  /** Stylesheets of the host before those of the kit. */
  before?: readonly string[];
  /** Stylesheets of the host after those of the kit. */
  after?: readonly string[];
  /** The host's part of the page. */
  Host?: ComponentType;
  /** A class of the host on a part of the kit. */
  override?: string;
}

/** Modal dialogs are open while they are rendered, and would cover the others. */
const MODAL = new Set(['command-menu', 'shortcuts-dialog']);
const ON_A_PAGE = Object.entries(EVERY_COMPONENT).filter(([slot]) => !MODAL.has(slot));

/** A page of a host: its stylesheets, its own part, and every component of the kit. */
function HostPage({ before = [], after = [], Host, override }: HostProps): ReactNode {
  useInsertionEffect(() => {
    const sheets = [...before, ...after].map((css, index) => {
      const sheet = document.createElement('style');
      sheet.textContent = css;
      if (index < before.length) document.head.prepend(sheet);
      else document.head.append(sheet);
      return sheet;
    });
    return () => {
      for (const sheet of sheets) sheet.remove();
    };
  }, [before, after]);
  return (
    <div className="host-page">
      {Host === undefined ? null : (
        <div data-host>
          <Host />
        </div>
      )}
      {override === undefined ? null : (
        <SmsUiProvider locale="tr" theme="light" profile={{ characterMode: 'unicode' }} data-override>
          <SegmentCounter text="Merhaba" className={override} />
        </SmsUiProvider>
      )}
      <div data-kit>
        <SmsUiProvider
          locale="tr"
          now={NOW}
          theme="light"
          profile={{ characterMode: 'unicode' }}
          className="host-kit"
        >
          {ON_A_PAGE.map(([slot, make]) => (
            <div key={slot}>{make({})}</div>
          ))}
          <OrdersTable orders={[]} error={{ message: 'Gönderimler okunamadı.', onRetry: () => undefined }} />
        </SmsUiProvider>
      </div>
    </div>
  );
}

const meta = {
  title: 'Hosts/Frameworks',
  component: HostPage,
  tags: ['!autodocs'],
  parameters: { bare: true, a11y: { test: 'off' } },
  render: (_args, { loaded }) => <HostPage {...(loaded as HostProps)} />,
} satisfies Meta<typeof HostPage>;

export default meta;
type Story = StoryObj<typeof meta>;

const tailwind = async () => (await import('./tailwind.css?inline')).default;
const bootstrap = async () => (await import('bootstrap/dist/css/bootstrap.min.css?inline')).default;
const unlayered = async () => flattenStyles((await import('../styles.css?inline')).default);
const hostOf = {
  tailwind: async () => (await import('./TailwindHost.js')).TailwindHost,
  bootstrap: async () => (await import('./BootstrapHost.js')).BootstrapHost,
  mui: async () => (await import('./MuiHost.js')).MuiHost,
};

/** The kit alone, as the reference for the others. */
export const Plain: Story = {};

/** Tailwind 4 with its preflight, loaded after the kit: utilities take precedence over the kit. */
export const Tailwind: Story = {
  tags: ['visual'],
  loaders: [
    async () => ({ after: [await tailwind()], Host: await hostOf.tailwind(), override: 'bg-amber-200' }),
  ],
};

/** Tailwind 4 loaded before the kit: the kit keeps its appearance and takes precedence over utilities. */
export const TailwindFirst: Story = {
  loaders: [async () => ({ before: [await tailwind()], Host: await hostOf.tailwind() })],
};

/** Bootstrap in a layer, as with `@import 'bootstrap.css' layer(host)`. */
export const BootstrapInALayer: Story = {
  loaders: [
    async () => ({
      before: [`@layer host {${await bootstrap()}}`],
      Host: await hostOf.bootstrap(),
    }),
  ],
};

/** Bootstrap without a layer, followed by the kit's `styles-unlayered.css`. */
export const Bootstrap: Story = {
  tags: ['visual'],
  loaders: [
    async () => ({
      after: [await bootstrap(), await unlayered()],
      Host: await hostOf.bootstrap(),
    }),
  ],
};

/** MUI with its baseline for the page, whose styles are outside of layers too. */
export const Mui: Story = {
  tags: ['visual'],
  loaders: [async () => ({ after: [await unlayered()], Host: await hostOf.mui() })],
};
