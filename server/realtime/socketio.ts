import type { IncomingHttpHeaders } from 'node:http';
import { limits } from '#server/protocol/limits.ts';
import { type Namespace, Server } from 'socket.io';

/**
 * The Socket.IO transport that its dialects share, unattached: the upgrade dispatcher and the HTTP handler pass their
 * requests on. It serves its client at `/socket.io/socket.io.js`, too. `allows` judges the origin of a request;
 * `crossOrigins` are the listed foreign ones.
 */
export function createSocketServer(
  allows: (headers: IncomingHttpHeaders) => boolean,
  crossOrigins: readonly string[],
): Server {
  const io = new Server({
    // An oversize frame closes its socket with 1009.
    maxHttpBufferSize: limits.frameBytes,
    // A vanished client is noticed within 18 s.
    pingInterval: 10_000,
    pingTimeout: 8_000,
    perMessageDeflate: false,
    httpCompression: false,
    ...(crossOrigins.length > 0 && { cors: { origin: [...crossOrigins], credentials: true } }),
    allowRequest: (request, decide) => decide(null, allows(request.headers)),
  });
  io.on('new_namespace', sendBroadcastsWhole);
  return io;
}

/** What the adapters of Socket.IO do for a broadcast, which their types do not tell. */
interface Encoding {
  _encode?(packet: unknown, options: { wsPreEncodedFrame?: Buffer[] }): unknown;
}

/**
 * An adapter makes the WebSocket frame of a broadcast once, as head and body, and each of its writes joins the two.
 * Joined once, a broadcast takes a sixth less CPU (docs/performance.md).
 */
function sendBroadcastsWhole({ adapter }: Namespace): void {
  const encoding = adapter as unknown as Encoding;
  // oxlint-disable-next-line no-underscore-dangle -- the adapter's own name for it
  const encode = encoding._encode?.bind(adapter);
  if (!encode) return;
  // oxlint-disable-next-line no-underscore-dangle -- the adapter's own name for it
  encoding._encode = (packet, options) => {
    const packets = encode(packet, options);
    if (options.wsPreEncodedFrame) options.wsPreEncodedFrame = [Buffer.concat(options.wsPreEncodedFrame)];
    return packets;
  };
}
