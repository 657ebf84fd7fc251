import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.js';
import { connect } from './lib/live.js';
import 'react-sms-ui/styles.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/controls.css';
import './styles/notes.css';
import './styles/list.css';
import './styles/detail.css';
import './styles/views.css';

const root = document.getElementById('root');
if (root) {
  connect();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
