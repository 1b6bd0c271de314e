import type { RawClient } from '#server/testing/raw-client.ts';

type Frame = Record<string, unknown>;

/** How a raw client ended: with which last frame, if any. */
export async function goodbyeOf(client: RawClient): Promise<{ said?: unknown; closed: number }> {
  const { code } = await client.closed();
  const said = client.frames.at(-1);
  return said === undefined ? { closed: code } : { said, closed: code };
}

/** What the voices of raw dialects have in common. `textOf` is the text of a frame that pushes a message. */
export function rawVoice(client: RawClient, textOf: (frame: Frame) => unknown) {
  const frames = () => client.frames as Frame[];
  const isPush = (frame: Frame) => textOf(frame) !== undefined;
  let answers = frames().filter((frame) => !isPush(frame)).length;
  const pushes = () =>
    frames().flatMap((frame) => (isPush(frame) ? [{ text: String(textOf(frame)), frame }] : []));
  return {
    frames,
    pushes,
    texts: () => pushes().map(({ text }) => text),
    heard: (text: string) => client.next((frame) => textOf(frame) === text, text),
    async answer(frame: unknown): Promise<unknown> {
      const place = answers++;
      await client.send(frame);
      return client.when(() => frames().filter((each) => !isPush(each))[place], 'an answer');
    },
    blurt: (frame: unknown) => void client.send(frame),
    async ended(): Promise<{ said?: unknown; closed: number }> {
      const goodbye = await goodbyeOf(client);
      // What it heard before the end is no goodbye.
      const spoken = frames().filter((frame) => !isPush(frame));
      return spoken.length > answers ? { ...goodbye, said: spoken.at(-1) } : { closed: goodbye.closed };
    },
    close: client.close,
  };
}
