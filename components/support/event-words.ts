import type { ChatEvent } from '#server/protocol/support-events.ts';
import { closeReasons } from './close-reasons.ts';
import { untilWords } from './snooze-words.ts';

/** What happened to a chat in one line, as in "Grace handed it over to Linus". */
export function eventWords({ kind, actor, at, toStatus, toOwner, details }: ChatEvent): string {
  const who = actor?.name;
  const did = (active: string, passive: string) => (who === undefined ? passive : `${who} ${active}`);
  switch (kind) {
    case 'opened':
      return did('opened it', 'Opened');
    case 'claimed':
      return did('claimed it', `Claimed by ${toOwner?.name ?? 'an admin'}`);
    case 'assigned':
      return did(`handed it over to ${toOwner?.name ?? 'another admin'}`, 'Handed over');
    case 'released':
      return did('released it to the queue', 'Released to the queue');
    case 'closed':
      return `${did('closed it', 'Closed')}${details.reason ? `: ${closeReasons[details.reason]}` : ''}`;
    case 'reopened':
      return did(toStatus === 'ACTIVE' ? 'reopened it as their own' : 'reopened it', 'Reopened');
    case 'replied':
      return did('replied for the first time', 'First reply');
    case 'rated':
      return did(`rated it ${details.rating} of 5`, `Rated ${details.rating} of 5`);
    case 'snoozed': {
      const until = details.until
        ? untilWords(Date.parse(details.until), Date.parse(at))
        : 'the client writes';
      return did(`snoozed it until ${until}`, `Snoozed until ${until}`);
    }
    case 'woken':
      if (details.messageId !== undefined) return did('woke it with a message', 'Woken by a message');
      return did('woke it', 'Woken by its time');
    case 'labelled':
      return did(`labelled it ${details.label}`, `Labelled ${details.label}`);
    case 'unlabelled':
      return did(`took off the label ${details.label}`, `Label ${details.label} taken off`);
  }
}
