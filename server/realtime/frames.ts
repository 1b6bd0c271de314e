const TEXT = 0x81;

function headerOf(length: number): Buffer {
  if (length < 126) return Buffer.from([TEXT, length]);
  if (length < 65_536) return Buffer.from([TEXT, 126, length >> 8, length & 0xff]);
  const header = Buffer.alloc(10);
  header[0] = TEXT;
  header[1] = 127;
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}

/** The WebSocket frames of these texts, one after the other: made once, they are written to many sockets. */
export function framesOf(texts: readonly string[]): Buffer {
  return Buffer.concat(
    texts.flatMap((text) => {
      const payload = Buffer.from(text);
      return [headerOf(payload.length), payload];
    }),
  );
}
