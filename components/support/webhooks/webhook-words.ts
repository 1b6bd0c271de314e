import type { WebhookDelivery, WebhookEvent } from '#server/protocol/webhooks.ts';

/** When a webhook is told. */
export const eventWords: Record<WebhookEvent, string> = {
  created: 'A chat is opened',
  message: 'A message is sent',
  status: 'The status changes',
  rating: 'The client rates it',
};

export const stateWords = {
  pending: { word: 'Waiting', tone: 'warning' },
  delivered: { word: 'Delivered', tone: 'positive' },
  failed: { word: 'Failed', tone: 'danger' },
} as const satisfies Record<WebhookDelivery['state'], { word: string; tone: string }>;

/** What came of the attempts until now. */
export function attemptsWords({ attempts, lastStatus, lastError }: WebhookDelivery): string {
  if (attempts === 0) return 'Not tried yet';
  const tried = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  const said = [lastStatus !== null && `answer ${lastStatus}`, lastError].filter(Boolean).join(', ');
  return said === '' ? `${tried}, no answer yet` : `${tried}, last: ${said}`;
}
