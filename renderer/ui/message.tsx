// Owns: how the page speaks: a banner across, an empty place, notices with a way back.
// Must not know: what happened.
import type { ReactNode } from 'react';
import { type Icon, IconButton } from './button.tsx';
import { CloseIcon, InfoIcon, WarningIcon } from './icons.ts';

export interface BannerProps {
  readonly tone: 'info' | 'warning' | 'error';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

export function Banner({ tone, children, actions }: BannerProps) {
  const Picture = tone === 'info' ? InfoIcon : WarningIcon;
  return (
    <div className={`banner banner-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <Picture size={16} aria-hidden />
      <div className="banner-words">{children}</div>
      {actions === undefined ? null : <div className="banner-actions">{actions}</div>}
    </div>
  );
}

export interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

export function EmptyState({ icon: Picture, title, children, actions }: EmptyStateProps) {
  return (
    <div className="empty">
      <span className="empty-picture">
        <Picture size={28} aria-hidden />
      </span>
      <p className="empty-title">{title}</p>
      {children === undefined ? null : <div className="empty-words">{children}</div>}
      {actions === undefined ? null : <div className="empty-actions">{actions}</div>}
    </div>
  );
}

export interface ToastProps {
  readonly tone: 'info' | 'error';
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly onHold: (held: boolean) => void;
}

export function Toast({ tone, children, action, closeLabel, onClose, onHold }: ToastProps) {
  return (
    <fieldset
      className={`toast toast-${tone}`}
      onMouseEnter={() => onHold(true)}
      onMouseLeave={() => onHold(false)}
      onFocus={() => onHold(true)}
      onBlur={() => onHold(false)}
    >
      <div className="toast-words">{children}</div>
      {action}
      <IconButton icon={CloseIcon} label={closeLabel} onPress={onClose} />
    </fieldset>
  );
}
