import { PanelRight } from 'lucide-react';
import type { Ref } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';

interface DetailsButtonProps {
  open: boolean;
  onClick: () => void;
  ref: Ref<HTMLButtonElement>;
}

/** Opens and closes the details. */
export function DetailsButton({ open, onClick, ref }: DetailsButtonProps) {
  return (
    <IconButton ref={ref} label="Details" aria-expanded={open} onClick={onClick}>
      <PanelRight aria-hidden strokeWidth={1.5} />
    </IconButton>
  );
}
