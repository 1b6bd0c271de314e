/** Told of so often at most. */
const PAUSE_MS = 60_000;

/** The same function, called once a minute at most: what is left out was much the same. */
export function seldom<T>(tell: (about: T) => void): (about: T) => void {
  let next = 0;
  return (about) => {
    const now = Date.now();
    if (now < next) return;
    next = now + PAUSE_MS;
    tell(about);
  };
}
