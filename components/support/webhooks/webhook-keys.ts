export const webhooksKey = ['webhooks'] as const;
export const deliveriesKey = (id: number) => [...webhooksKey, id, 'deliveries'] as const;
