'use client';
import { fillVariables } from '../SegmentCounter/messageCount.js';
import type { ReactNode } from 'react';
import { useSmsUi } from '../../provider/context.js';
import { contentCheck } from '../ContentCheck/contentCheckModule.js';
import type { UseSmsComposer } from './useSmsComposer.js';
import type { TextBox } from './useTextBox.js';

interface ContentFieldProps {
  composer: UseSmsComposer;
  box: TextBox;
}

/** What the law requires of the text, where the profile has a brand and the kind is known. */
export function ContentField({ composer, box }: ContentFieldProps): ReactNode {
  const { profile } = useSmsUi();
  const { draft, personal, variables, isLocked } = composer;
  const parts = contentCheck.useModule(profile.brand !== undefined && draft.kind !== undefined);
  if (parts === null) return null;
  return (
    <parts.ContentCheck
      data-slot="sms-composer-content"
      text={draft.text}
      kind={draft.kind}
      fill={personal?.fill ?? ((text) => fillVariables(text, variables, 'longest'))}
      onChange={isLocked ? undefined : (change) => box.write(change.text)}
    />
  );
}
