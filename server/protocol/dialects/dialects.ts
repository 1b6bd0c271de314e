import { assistantDescription } from './assistant.ts';
import { conversationsDescription } from './conversations.ts';
import type { DialectDescription } from './dialect.ts';
import { feedDescription } from './feed.ts';
import { hubDescription } from './hub.ts';
import { subscriptionsDescription } from './subscriptions.ts';
import { supportDescription } from './support.ts';

/** Every dialect that the server speaks: the AsyncAPI document and the page /docs are made of it. */
export const dialects: Record<string, DialectDescription> = {
  hub: hubDescription,
  assistant: assistantDescription,
  feed: feedDescription,
  conversations: conversationsDescription,
  support: supportDescription,
  subscriptions: subscriptionsDescription,
};
