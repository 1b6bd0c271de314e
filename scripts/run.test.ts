import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

const quietly = { show: false, timeoutMs: 60_000 };

describe('run', () => {
  it('gives back the exit code and everything the program said', async () => {
    const result = await run('sh', ['-c', 'echo out; echo err >&2; exit 3'], quietly);
    expect(result).toMatchObject({ code: 3, timedOut: false });
    expect(result.output.split('\n').toSorted()).toEqual(['', 'err', 'out']);
  });

  it('says why a program cannot be started', async () => {
    const result = await run('/nowhere/at-all', [], quietly);
    expect(result).toMatchObject({ code: 127 });
    expect(result.output).toContain('/nowhere/at-all');
  });

  it('stops a program that takes too long, with all that it started', async () => {
    // Both hold the output open: `run` ends only when the grandchild is gone too.
    const result = await run('sh', ['-c', 'sleep 1000 & sleep 1000'], { show: false, timeoutMs: 200 });
    expect(result).toMatchObject({ timedOut: true });
    expect(result.code).not.toBe(0);
  });
});
