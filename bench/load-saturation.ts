/** A load that never lets up. */
export interface Saturation {
  acknowledged(): number;
  stop(): Promise<void>;
}

/** Keeps `inFlight` sends unanswered, spread evenly over the senders: each answer is followed by the next send. */
export function saturate(
  sendFrom: (sender: number) => Promise<void>,
  senders: number,
  inFlight: number,
): Saturation {
  let running = true;
  let acknowledged = 0;
  const lane = async (sender: number) => {
    while (running) {
      await sendFrom(sender);
      acknowledged += 1;
    }
  };
  const lanes = Promise.all(Array.from({ length: inFlight }, (_, index) => lane(index % senders)));
  return {
    acknowledged: () => acknowledged,
    async stop() {
      running = false;
      await lanes;
    },
  };
}
