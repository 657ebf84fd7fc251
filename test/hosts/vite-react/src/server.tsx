import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { App } from './App.js';

/** Run by Node itself: prints the page's HTML, as a server would send it, in the language named. */
process.stdout.write(
  renderToString(
    <StrictMode>
      <App locale={process.argv[2] === 'en' ? 'en' : 'tr'} />
    </StrictMode>,
  ),
);
