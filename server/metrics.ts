import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What the server counts, in Prometheus' text format at `/api/metrics`. */
export interface Metrics {
  /** A batch of sends was committed: how many rows, in how many seconds. */
  batch(rows: number, seconds: number): void;
  /** A request was answered. */
  request(method: string, status: number, seconds: number): void;
  /** A fault of ours was logged. */
  fault(): void;
  contentType: string;
  render(): Promise<string>;
}

interface MetricsParts {
  realtime: () => { connections: number; users: number; conversations: number };
  /** Whether Redis is there; undefined where there is to be none. */
  redis: (() => boolean) | undefined;
}

export function createMetrics({ realtime, redis }: MetricsParts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const rows = new Histogram({
    name: 'switchboard_send_batch_rows',
    help: 'Messages stored by one statement',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    registers,
  });
  const seconds = new Histogram({
    name: 'switchboard_send_batch_seconds',
    help: 'Time of one statement that stores messages',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
    registers,
  });
  const requests = new Histogram({
    name: 'switchboard_http_request_seconds',
    help: 'Time to answer HTTP requests',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const faults = new Counter({
    name: 'switchboard_faults_total',
    help: 'Faults of the server itself',
    registers,
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('switchboard_connections', 'Open sockets', () => realtime().connections);
  gauge('switchboard_users_connected', 'Users with an open socket', () => realtime().users);
  gauge(
    'switchboard_conversations_followed',
    'Conversations with somebody connected',
    () => realtime().conversations,
  );
  if (redis)
    gauge('switchboard_redis_up', 'Whether Redis is there, over which instances talk', () => Number(redis()));

  return {
    batch(count, time) {
      rows.observe(count);
      seconds.observe(time);
    },
    request: (method, status, time) => requests.observe({ method, status }, time),
    fault: () => faults.inc(),
    contentType: registry.contentType,
    render: () => registry.metrics(),
  };
}
