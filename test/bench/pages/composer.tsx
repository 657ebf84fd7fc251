import { SmsComposer, SmsUiProvider } from 'react-sms-ui';
import 'react-sms-ui/styles.css';
import { createRoot } from 'react-dom/client';

/** A message close to the longest: 7 SMS of 153 characters, or as many with characters that cost more. */
const TEXTS = {
  plain: 'Siparisiniz yola cikti, bugun kapinizda. '.repeat(27).slice(0, 1_050),
  marked: 'Müşterimiz, “siparişiniz” yola çıktı – bugün kapınızda… '.repeat(20).slice(0, 1_050),
};
const name = new URLSearchParams(location.search).get('text') === 'marked' ? 'marked' : 'plain';

createRoot(document.body.appendChild(document.createElement('div'))).render(
  <SmsUiProvider locale="tr" theme="light">
    <SmsComposer
      senders={['MARKA']}
      balance={10_000}
      defaultValue={{ text: TEXTS[name] }}
      onSubmit={async () => ({ state: 'accepted', orderIds: ['1'] })}
    />
  </SmsUiProvider>,
);
