/** The index of a stored message; -1 where it is not in the window. Stored ones stand in it without a hole. */
export function indexOfSeq(items: readonly { seq: number | null }[], seq: number): number {
  const first = items[0]?.seq ?? null;
  const index = first === null ? -1 : seq - first;
  return items[index]?.seq === seq ? index : -1;
}
