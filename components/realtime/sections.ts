import type { Conversation } from '#server/protocol/conversation.ts';

/** The places of the product that list the reader's conversations, and the kinds that each of them lists. */
export const kindsOf = {
  chats: ['direct', 'group'],
  assistant: ['assistant'],
  support: ['support'],
} as const satisfies Record<string, readonly Conversation['kind'][]>;

export type Section = keyof typeof kindsOf;

export const sections = Object.keys(kindsOf) as readonly Section[];

/** One value for each section. */
export const forSections = <T>(make: (section: Section) => T): Record<Section, T> => ({
  chats: make('chats'),
  assistant: make('assistant'),
  support: make('support'),
});

export const isIn = (section: Section, { kind }: Pick<Conversation, 'kind'>): boolean =>
  kindsOf[section].some((one) => one === kind);
