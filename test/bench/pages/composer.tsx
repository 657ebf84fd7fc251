import { SmsComposer, SmsUiProvider } from 'react-sms-ui';
import 'react-sms-ui/styles.css';
import { createRoot } from 'react-dom/client';

/** A message close to the longest: 7 SMS of 153 characters, or as many with characters that cost more. */
const TEXTS = {
  plain: 'Siparisiniz yola cikti, bugun kapinizda. '.repeat(27).slice(0, 1_071),
  marked: 'Müşterimiz, “siparişiniz” yola çıktı – bugün kapınızda… '.repeat(20).slice(0, 1_071),
};
const name = new URLSearchParams(location.search).get('text');
const text = name === 'marked' ? TEXTS.marked : TEXTS.plain;

createRoot(document.body.appendChild(document.createElement('div'))).render(
  name === 'bare' ? (
    <textarea aria-label="Mesaj" className="sms-input" rows={5} defaultValue={text} />
  ) : (
    <SmsUiProvider locale="tr" theme="light" profile={{ characterMode: 'unicode' }}>
      <SmsComposer
        senders={['MARKA']}
        balance={10_000}
        defaultValue={{ text }}
        onSubmit={async () => ({ state: 'accepted', orderIds: ['1'] })}
      />
    </SmsUiProvider>
  ),
);
