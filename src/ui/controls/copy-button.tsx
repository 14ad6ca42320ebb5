import { useEffect, useState } from 'react';
import { Button } from './button.tsx';

interface CopyButtonProps {
  label: string;
  /** Said instead for a moment, once it is in the clipboard. */
  copied: string;
  content: () => string;
}

const confirmMs = 1500;

/** Puts a text in the clipboard and says so. */
export function CopyButton({ label, copied, content }: CopyButtonProps) {
  const [confirmed, setConfirmed] = useState(false);
  useEffect(() => {
    if (!confirmed) return;
    const timer = setTimeout(() => setConfirmed(false), confirmMs);
    return () => clearTimeout(timer);
  }, [confirmed]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(content());
      setConfirmed(true);
    } catch {
      // The browser or the user said no; the button says nothing was copied by staying as it is.
    }
  };
  return (
    <Button weight="quiet" icon="copy" onClick={copy}>
      <span aria-live="polite">{confirmed ? copied : label}</span>
    </Button>
  );
}
