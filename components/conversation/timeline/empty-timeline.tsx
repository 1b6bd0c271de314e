import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

/** What stands where the first message is to come. */
export function EmptyTimeline({ onWrite }: { onWrite: () => void }) {
  return (
    <div className="flex h-full">
      <EmptyState action={<Button onClick={onWrite}>Write a message</Button>}>No messages yet.</EmptyState>
    </div>
  );
}
