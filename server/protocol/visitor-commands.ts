import type { HubCommand } from './hub.ts';

/** What visitors of other sites may say at the hub; everything else is forbidden to them. */
export const visitorCommands: ReadonlySet<HubCommand> = new Set<HubCommand>([
  'message.send',
  'message.edit',
  'message.delete',
  'message.react',
  'conversation.list',
  'conversation.open',
  'conversation.history',
  'conversation.changes',
  'conversation.read',
  'conversation.typing',
  'support.open',
  'support.place',
  'support.reopen',
  'support.rate',
  'people.get',
  'presence.get',
]);
