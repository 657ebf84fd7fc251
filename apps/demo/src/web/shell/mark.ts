import type { StateMarkProps } from 'react-sms-ui';

/** The icon and colour of a state, for `StateMark`. */
export type Mark = Pick<StateMarkProps, 'icon' | 'tone'>;
