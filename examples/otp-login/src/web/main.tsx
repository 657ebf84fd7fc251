import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { PhoneVerification, SmsUiProvider } from 'react-sms-ui';
import 'react-sms-ui/styles.css';

const send = (path: string, method: string, init: RequestInit = {}) =>
  fetch(`/api/${path}`, { method, ...init });

async function verification(path: string, body: object) {
  const headers = { 'Content-Type': 'application/json' };
  const response = await send(`phone-verification/${path}`, 'POST', { headers, body: JSON.stringify(body) });
  return response.json();
}

function App() {
  const [phone, setPhone] = useState<string | null>();
  const read = async (response: Promise<Response>) => setPhone((await (await response).json()).phone ?? null);
  useEffect(() => void read(send('session', 'GET')), []);
  if (phone === undefined) return null;
  if (phone !== null)
    return (
      <>
        <h1>Hoş geldiniz</h1>
        <p>{phone} ile oturum açtınız.</p>
        <button
          onClick={async () => {
            await send('session', 'DELETE');
            setPhone(null);
          }}
        >
          Oturumu kapat
        </button>
      </>
    );
  return (
    <>
      <h1>Oturum açın</h1>
      <SmsUiProvider locale="tr" profile={{ characterMode: 'english' }}>
        <PhoneVerification
          onStart={(body) => verification('start', body)}
          onCheck={(body) => verification('check', body)}
          onResend={(body) => verification('resend', body)}
          onCancel={(body) => verification('cancel', body)}
          onStatus={(body) => verification('status', body)}
          onVerified={({ id }) =>
            void read(send('session', 'POST', { headers: { 'x-phone-verification': id } }))
          }
        />
      </SmsUiProvider>
    </>
  );
}

const root = document.getElementById('app');
if (root) createRoot(root).render(<App />);
