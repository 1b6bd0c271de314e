/** Conversations of which it is remembered what was told last; those told longest ago are forgotten first. */
const REMEMBERED = 10_000;

/**
 * Instances may be heard in another order than that in which they changed a conversation. Answers whether something of
 * this version, or of a later one, of the conversation was told here already.
 */
export function createOvertaken(
  remembered = REMEMBERED,
): (conversationId: number, version: number) => boolean {
  const told = new Map<number, number>();
  return (conversationId, version) => {
    if (version <= (told.get(conversationId) ?? 0)) return true;
    told.delete(conversationId);
    told.set(conversationId, version);
    for (const oldest of told.keys()) {
      if (told.size <= remembered) break;
      told.delete(oldest);
    }
    return false;
  };
}
