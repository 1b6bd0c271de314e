import type { Route } from 'next';
import type { ReactNode } from 'react';
import type { ConversationRow, Member } from '#components/realtime/types.ts';
import type { UseCompletion } from './composer/completion.ts';
import { ConversationDetails } from './details/conversation-details.tsx';
import { ConversationHeader } from './header/conversation-header.tsx';

interface HeaderProps {
  row: ConversationRow;
  members: readonly Member[];
  /** Opens the details; nothing where there is nothing to show any more. */
  detailsButton: ReactNode;
}

interface DetailsProps {
  row: ConversationRow;
  members: readonly Member[];
  /** The reader has left it. */
  onLeft?: (() => void) | undefined;
}

/** What a place of the product makes of the conversations that it shows. The same object for as long as it stands. */
export interface ConversationParts {
  /** Where to go from a conversation that cannot be shown: its address, and what it says there. */
  home: { href: Route; label: string };
  Header: (props: HeaderProps) => ReactNode;
  Details: (props: DetailsProps) => ReactNode;
  /** What the page is called among others that are seen with it: in a frame. */
  pageLabel?: string;
  /** False where the focus is not the page's to take: it may be in a frame of another one. */
  takesFocus?: boolean;
  /** To whom one writes; the conversation's name where it is left out. */
  addressee?: string;
  /** Whom everybody else answers; null where all are alike. */
  repliesTo?: (row: ConversationRow) => number | null;
  /** What the composer offers while one writes; the same hook for as long as the place stands. */
  useCompletion?: UseCompletion;
  /** What stands over the composer. */
  Aid?: (props: { row: ConversationRow }) => ReactNode;
  /** What stands in the composer's place; null where messages are taken. */
  insteadOfComposer?: (row: ConversationRow) => ReactNode;
}

/** Those of the chats. */
export const chatParts: ConversationParts = {
  home: { href: '/chats' as Route, label: 'Go to your chats' },
  Header: ConversationHeader,
  Details: ConversationDetails,
};
