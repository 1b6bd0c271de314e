import type { ChangeSupport } from '#server/core/support-changes.ts';
import type { BusinessTime } from '#server/protocol/business-hours.ts';
import { OPENS_VARIABLE } from '#server/protocol/support-settings.ts';
import type { AutomationStore, Closed } from './automation-store.ts';

/** As in "Monday 09:00 GMT"; where the desk never opens, nothing better can be said. */
function opening({ until }: Closed, timeZone: string): string {
  if (until === null) return 'later';
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  })
    .format(new Date(until))
    .replace(',', '');
}

/**
 * Tells clients who write outside business hours when the desk opens again: once a chat for each time that it is closed,
 * however many instances look. The text is a line about the chat, no answer: figures do not take it for one.
 */
export async function tellAway(
  { store, change, speaker }: { store: AutomationStore; change: ChangeSupport; speaker: number },
  text: string,
  business: BusinessTime,
  most: number,
): Promise<void> {
  const closed = await store.closed(business, new Date().toISOString());
  if (!closed) return;
  const said = text.replaceAll(OPENS_VARIABLE, opening(closed, business.timeZone));
  const ids = await store.untold(closed.since, most);
  for (const id of ids)
    await change(id, async (unit) => {
      if (await unit.claimAwayTelling(closed.since)) await unit.appendSystem(speaker, said);
      return [];
    });
}
