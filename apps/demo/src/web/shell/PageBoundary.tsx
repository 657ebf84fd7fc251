import { Component, type ReactNode } from 'react';
import { useText } from '../i18n/useText.js';
import { isDraftStored } from '../lib/draft.js';
import { leaveAfter } from '../lib/newer-build.js';
import { Page } from './Page.js';

type Failure = 'none' | 'looked-into' | 'shown';

/** Shows an error with instructions inside the page frame if a page cannot be rendered. */
export class PageBoundary extends Component<{ children: ReactNode }, { failure: Failure }> {
  override state: { failure: Failure } = { failure: 'none' };

  static getDerivedStateFromError(): { failure: Failure } {
    return { failure: 'looked-into' };
  }

  override componentDidCatch(error: unknown): void {
    void leaveAfter(error).then((isLeaving) => {
      if (!isLeaving) this.setState({ failure: 'shown' });
    });
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === 'none') return this.props.children;
    return failure === 'shown' ? <BrokenPage /> : <main id="content" className="page" />;
  }
}

function BrokenPage() {
  const { t } = useText();
  return (
    <Page title={t('broken.title')}>
      <div className="empty" role="alert">
        <p>{t('broken.text')}</p>
        <p className="muted">{t(isDraftStored() ? 'broken.draft' : 'broken.list')}</p>
        <button type="button" className="button" data-tone="accent" onClick={() => location.reload()}>
          {t('broken.reload')}
        </button>
      </div>
    </Page>
  );
}
