import { RecipientsField, SmsUiProvider } from 'react-sms-ui';
import 'react-sms-ui/styles.css';
import { createRoot } from 'react-dom/client';

createRoot(document.body.appendChild(document.createElement('div'))).render(
  <SmsUiProvider locale="tr" theme="light" profile={{ characterMode: 'unicode' }}>
    <RecipientsField />
  </SmsUiProvider>,
);
