import type { KeyboardEvent, ReactNode } from 'react';
import type { ConversationRow } from '#components/realtime/types.ts';

/** What a composer offers for what stands in it. */
export interface Completion {
  /** What the field says of the list, and the keys that it hands to it first. */
  field: {
    'aria-autocomplete': 'list';
    'aria-haspopup': 'listbox';
    'aria-controls': string;
    'aria-activedescendant': string | undefined;
    onKeyDown: (event: KeyboardEvent) => void;
  };
  /** The list, which lies over what is above the composer. */
  list: ReactNode;
}

/** A hook that answers what is offered for the `text` in the composer; `complete` puts another one in its place. */
export type UseCompletion = (writing: {
  row: ConversationRow;
  text: string;
  complete: (text: string) => void;
}) => Completion | null;

/** Where nothing is offered. */
export const useNoCompletion: UseCompletion = () => null;
