import { z } from 'zod';
import { ChatError } from '#server/protocol/errors.ts';
import { id } from '#server/protocol/fields.ts';
import type { Call } from '#app/api/endpoint.ts';

/** The webhook's id in the path; what can be none names none. */
export function webhookIn(params: Call['params']): number {
  const parsed = id.safeParse(Number(params.id));
  if (!parsed.success) throw new ChatError('webhook_not_found');
  return parsed.data;
}

/** Both ids of a delivery's path. */
export function deliveryIn(params: Call['params']): [webhookId: number, deliveryId: string] {
  const parsed = z.tuple([id, z.guid()]).safeParse([Number(params.id), params.deliveryId]);
  if (!parsed.success) throw new ChatError('delivery_not_found');
  return parsed.data;
}
