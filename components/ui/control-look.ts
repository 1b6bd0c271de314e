/** The look that everything typed into shares; a wrong value is marked by `aria-invalid`. */
export const controlLook =
  'w-full min-w-0 rounded-control border border-control bg-raised px-3 typed-text text-text placeholder:text-muted aria-invalid:border-danger disabled:opacity-50';
