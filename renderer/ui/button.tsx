// Owns: the page's buttons: with words, or a picture with its name and key in a tooltip.
// Must not know: what pressing does.
import type { ComponentType, ReactNode, Ref } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  ToggleButton as AriaToggleButton,
  type ToggleButtonProps as AriaToggleButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';

export type Icon = ComponentType<{ readonly size?: number | string; readonly 'aria-hidden'?: boolean }>;

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className'> {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly icon?: Icon;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'plain', icon: Picture, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={`button button-${look}`}>
      {Picture === undefined ? null : <Picture size={16} aria-hidden />}
      <span>{children}</span>
    </AriaButton>
  );
}

interface Named {
  readonly icon: Icon;
  /** Name for assistive technology and the tooltip. */
  readonly label: string;
  /** Keys as shown to a person. */
  readonly keys?: string | undefined;
}

export interface IconButtonProps
  extends Omit<AriaButtonProps, 'children' | 'className' | 'aria-label'>,
    Named {}

export function IconButton({ icon: Picture, label, keys, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton {...props} aria-label={label} className="icon-button">
        <Picture size={16} aria-hidden />
      </AriaButton>
      <Hint label={label} keys={keys} />
    </TooltipTrigger>
  );
}

export interface IconToggleProps
  extends Omit<AriaToggleButtonProps, 'children' | 'className' | 'aria-label'>,
    Named {}

export function IconToggle({ icon: Picture, label, keys, ...props }: IconToggleProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaToggleButton {...props} aria-label={label} className="icon-button icon-toggle">
        <Picture size={16} aria-hidden />
      </AriaToggleButton>
      <Hint label={label} keys={keys} />
    </TooltipTrigger>
  );
}

function Hint({ label, keys }: { readonly label: string; readonly keys: string | undefined }) {
  return (
    <Tooltip className="tooltip" offset={6}>
      {label}
      {keys === undefined ? null : <kbd>{keys}</kbd>}
    </Tooltip>
  );
}
