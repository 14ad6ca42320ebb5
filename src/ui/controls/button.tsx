import type { ComponentProps } from 'react';
import styles from './button.module.css';
import { Icon, type IconName } from './icon.tsx';

interface ButtonProps extends ComponentProps<'button'> {
  /** `loud`: the one thing to do next; `plain`: beside it; `quiet`: in passing. */
  weight?: 'loud' | 'plain' | 'quiet';
  icon?: IconName;
  /** Shows the icon alone; the words become the accessible name. */
  label?: string;
}

/** Every button of the page. */
export function Button({ weight = 'plain', icon, label, children, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label ?? rest['aria-label']}
      title={label ?? rest.title}
      className={[styles.button, styles[weight], label === undefined ? '' : styles.bare, className].join(' ')}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </button>
  );
}
