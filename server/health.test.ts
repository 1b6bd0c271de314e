import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { createTestDatabase } from '#db/test-database.ts';
import { createHealth } from './health.ts';

afterEach(() => void vi.useRealTimers());

describe('readiness', () => {
  it('is there while the database answers, and gone with it', async () => {
    const { url, drop } = await createTestDatabase();
    const { pool, close } = openDatabase(url, () => undefined);
    const health = createHealth({ pool, stopping: () => false });
    expect(await health.ready()).toEqual({ ready: true });
    await drop();
    expect(await health.ready()).toEqual({ ready: false, reason: 'the database does not answer' });
    await close();
  });

  it('is gone when the database takes too long', async () => {
    vi.useFakeTimers();
    const pool = { query: () => new Promise(() => undefined) } as never;
    const ready = createHealth({ pool, stopping: () => false }).ready();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await ready).toEqual({ ready: false, reason: 'the database does not answer' });
  });

  it('is gone when the server stops', async () => {
    const pool = { query: () => Promise.reject(new Error('nobody should ask')) } as never;
    expect(await createHealth({ pool, stopping: () => true }).ready()).toEqual({
      ready: false,
      reason: 'stopping',
    });
  });
});
