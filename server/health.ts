import type { Database } from '#db/client.ts';
import type { Health } from './registry.ts';

interface HealthParts {
  pool: Pick<Database['pool'], 'query'>;
  stopping: () => boolean;
}

/** How long the database may take to answer before it counts as away. */
const PATIENCE_MS = 2_000;

/** Whether requests should be sent here. */
export function createHealth({ pool, stopping }: HealthParts): Health {
  return {
    async ready() {
      if (stopping()) return { ready: false, reason: 'stopping' };
      const { promise: late, resolve } = Promise.withResolvers<false>();
      const timer = setTimeout(() => resolve(false), PATIENCE_MS);
      const answered = pool.query('select 1').then(
        () => true,
        () => false,
      );
      const up = await Promise.race([answered, late]);
      clearTimeout(timer);
      return up ? { ready: true } : { ready: false, reason: 'the database does not answer' };
    },
  };
}
