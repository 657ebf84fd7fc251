import '@fontsource-variable/inter/index.css';
import 'react-sms-ui/styles.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/controls.css';
import './styles/fields.css';
import './styles/orders.css';
import './styles/compose.css';
import './styles/consents.css';
import './styles/consent-person.css';
import './styles/consent-files.css';
import './styles/consent-form.css';
import './styles/overview.css';
import './styles/phones.css';
import './styles/sign-in.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.js';
import { watchForNewerBuild } from './lib/newer-build.js';

watchForNewerBuild();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
