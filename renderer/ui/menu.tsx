// Owns: menus: one that drops from a button, with menus inside, and one that opens where the pointer is.
// Must not know: what an item does.
import { type ReactElement, useRef } from 'react';
import {
  Menu as AriaMenu,
  Keyboard,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  SubmenuTrigger,
  Text,
} from 'react-aria-components';
import type { Icon } from './button.tsx';
import { CheckIcon, ChevronRightIcon } from './icons.ts';

export interface Item {
  readonly id: string;
  readonly label: string;
  readonly keys?: string | undefined;
  readonly icon?: Icon;
  readonly disabled?: boolean;
  readonly on?: boolean;
  readonly danger?: boolean;
  readonly run: () => void;
}

/** Items that stand together; a line parts them from the next. */
export interface Section {
  readonly id: string;
  readonly items: readonly Item[];
}

interface ListProps {
  readonly label: string;
  readonly sections: readonly Section[];
  readonly onClose?: () => void;
}

function MenuList({ label, sections, onClose }: ListProps) {
  const items = sections.flatMap((section) => section.items);
  const disabled = items.filter((item) => item.disabled).map((item) => item.id);
  return (
    <AriaMenu className="menu" aria-label={label} disabledKeys={disabled} {...(onClose ? { onClose } : {})}>
      {sections.flatMap((section, at) => {
        const body = (
          <MenuSection key={section.id} aria-label={`${label} ${at + 1}`}>
            {section.items.map((item) => (
              <MenuEntry key={item.id} item={item} />
            ))}
          </MenuSection>
        );
        return at === 0 ? [body] : [<Separator key={`${section.id}-line`} className="menu-line" />, body];
      })}
    </AriaMenu>
  );
}

function MenuEntry({ item }: { readonly item: Item }) {
  const Picture = item.icon;
  return (
    <MenuItem
      id={item.id}
      textValue={item.label}
      className={item.danger === true ? 'menu-item menu-danger' : 'menu-item'}
      onAction={item.run}
    >
      <span className="menu-mark">
        {item.on === true ? <CheckIcon size={14} aria-hidden /> : null}
        {item.on !== true && Picture !== undefined ? <Picture size={14} aria-hidden /> : null}
      </span>
      <Text slot="label">{item.label}</Text>
      {item.keys === undefined ? null : <Keyboard>{item.keys}</Keyboard>}
    </MenuItem>
  );
}

export interface SubMenu {
  readonly id: string;
  readonly label: string;
  readonly sections: readonly Section[];
}

export interface DropMenuProps {
  readonly label: string;
  /** Asked for when the menu opens. */
  readonly menus: () => readonly SubMenu[];
  readonly trigger: ReactElement;
}

/** A menu of menus that drops from its trigger. */
export function DropMenu({ label, menus, trigger }: DropMenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" placement="bottom start">
        <MenuOfMenus label={label} menus={menus} />
      </Popover>
    </MenuTrigger>
  );
}

function MenuOfMenus({ label, menus }: Omit<DropMenuProps, 'trigger'>) {
  return (
    <AriaMenu className="menu menu-small" aria-label={label}>
      {menus().map((menu) => (
        <SubmenuTrigger key={menu.id}>
          <MenuItem id={menu.id} className="menu-item menu-more" textValue={menu.label}>
            <Text slot="label">{menu.label}</Text>
            <ChevronRightIcon size={14} aria-hidden />
          </MenuItem>
          <Popover className="popover" offset={-2} crossOffset={-5}>
            <MenuList label={menu.label} sections={menu.sections} />
          </Popover>
        </SubmenuTrigger>
      ))}
    </AriaMenu>
  );
}

/** A menu that drops from its trigger. */
export function ButtonMenu({ trigger, ...list }: ListProps & { readonly trigger: ReactElement }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" placement="bottom end">
        <MenuList {...list} />
      </Popover>
    </MenuTrigger>
  );
}

export interface PointMenuProps extends ListProps {
  /** Where it opens, in the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

/** A context menu. */
export function PointMenu({ at, onClose, ...list }: PointMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ left: at.x, top: at.y }} />
      <Popover
        className="popover"
        triggerRef={anchor}
        placement="bottom start"
        offset={0}
        isOpen
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        <MenuList {...list} onClose={onClose} />
      </Popover>
    </>
  );
}
