import type { Snooze } from '#server/protocol/support-hub.ts';

const DAY_MS = 86_400_000;

/** Until when a chat is snoozed, in the reader's language and zone: "snoozed until Tue, 09:00". */
export function snoozeWords({ until }: Snooze): string {
  if (until === null) return 'snoozed until the client writes';
  return `snoozed until ${untilWords(Date.parse(until), Date.now())}`;
}

/** The same in a list of snoozed chats. */
export const snoozeBadge = ({ until }: Snooze): string =>
  until === null ? 'Until reply' : `Until ${untilWords(Date.parse(until), Date.now())}`;

/** A time to come as short as can be: the day is named by its week day where that is clear. */
export function untilWords(at: number, now: number, timeZone?: string): string {
  const near = at - now < 6 * DAY_MS;
  return new Intl.DateTimeFormat(undefined, {
    ...(near ? { weekday: 'short' } : { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone && { timeZone }),
  }).format(at);
}

/** What is offered as the end of a snooze, in the reader's zone: in an hour, tomorrow and next Monday in the morning. */
export function snoozeChoices(now: Date): { label: string; until: Date }[] {
  const morning = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
  return [
    { label: 'For an hour', until: new Date(now.getTime() + 3_600_000) },
    { label: 'Until tomorrow morning', until: morning(1) },
    { label: 'Until Monday morning', until: morning((8 - now.getDay()) % 7 || 7) },
  ];
}

const MORNING = 9;
