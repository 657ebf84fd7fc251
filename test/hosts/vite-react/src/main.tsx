import { StrictMode, version } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import 'react-sms-ui/styles.css';
import { App } from './App.js';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
document.documentElement.dataset['react'] = version;
const locale = new URLSearchParams(location.search).get('locale') === 'en' ? 'en' : 'tr';
const page = (
  <StrictMode>
    <App locale={locale} />
  </StrictMode>
);
if (root.childElementCount === 0) createRoot(root).render(page);
else hydrateRoot(root, page, { onRecoverableError: (error) => console.error('not hydrated', error) });
