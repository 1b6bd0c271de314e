import { Download } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';

/** Saves what was said in a chat as a file; the page stays. */
export function TranscriptLink({ conversationId }: { conversationId: number }) {
  return (
    <Button asChild>
      <a href={`/api/chats/${conversationId}/transcript`} download>
        <Download aria-hidden strokeWidth={1.5} />
        Download transcript
      </a>
    </Button>
  );
}
