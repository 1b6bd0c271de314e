import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';

interface FlipProps {
  /** What there are several of, as in "answer". */
  of: string;
  index: number;
  count: number;
  onChange: (index: number) => void;
}

/** Leads through the versions of something; nothing where there is one. */
export function Flip({ of, index, count, onChange }: FlipProps) {
  if (count < 2) return null;
  return (
    <div
      role="group"
      aria-label={`Versions of this ${of}`}
      className="flex items-center text-time text-muted tabular-nums"
    >
      <IconButton
        size="small"
        label={`Earlier ${of}`}
        disabled={index === 0}
        onClick={() => onChange(index - 1)}
      >
        <ChevronLeft aria-hidden strokeWidth={1.5} />
      </IconButton>
      <span>
        {index + 1} / {count}
      </span>
      <IconButton
        size="small"
        label={`Later ${of}`}
        disabled={index === count - 1}
        onClick={() => onChange(index + 1)}
      >
        <ChevronRight aria-hidden strokeWidth={1.5} />
      </IconButton>
    </div>
  );
}
