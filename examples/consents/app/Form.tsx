'use client';

import { ConsentForm, SmsUiProvider } from 'react-sms-ui';
import { decide } from './actions';
import type { FormTexts } from './api';

export function Form(texts: FormTexts) {
  return (
    <SmsUiProvider locale="tr" profile={{ characterMode: 'turkish' }}>
      <ConsentForm {...texts} channels={['MESAJ']} onSubmit={decide} />
    </SmsUiProvider>
  );
}
