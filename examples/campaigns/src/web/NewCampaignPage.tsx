import { useState } from 'react';
import { useLoaderData, useNavigate } from 'react-router';
import { readSubmitResult, SmsComposer, SmsUiProvider } from 'react-sms-ui';
import { createCampaign, type readAccount } from './api.js';

export function NewCampaignPage() {
  const { senders, balance } = useLoaderData<typeof readAccount>();
  const [name, setName] = useState('');
  const navigate = useNavigate();
  return (
    <>
      <h1>Yeni kampanya</h1>
      <label>
        Kampanya adı <input value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
      </label>
      <SmsUiProvider locale="tr" profile={{ characterMode: 'english', billing: balance.billing }}>
        <SmsComposer
          senders={senders}
          balance={balance.credits}
          onSubmit={async (message) => {
            const result = readSubmitResult(await createCampaign({ ...message, name }));
            if (result.state === 'accepted') await navigate(`/campaigns/${result.campaignId}`);
            return result;
          }}
        />
      </SmsUiProvider>
    </>
  );
}
