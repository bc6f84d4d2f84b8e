import { useRef } from "preact/hooks";
import type { ComponentChildren, RefObject } from "preact";
import { useSignal, type Signal } from "@preact/signals";
import { classNames } from "../class-names.ts";
import { Icon, type IconProps } from "../icon/icon.tsx";
import { CheckIcon } from "../icon/icons.ts";
import { Keys } from "../text/text.tsx";
import { placeFloating, type FloatingWish } from "./place-floating.ts";
import { useUniqueId } from "../use-unique-id.ts";
import "./menu.css";

/** One line of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: IconProps["icon"] | undefined;
  readonly shortcut?: readonly string[] | undefined;
  readonly danger?: boolean;
  /** Given: the item is a choice, on or off. */
  readonly checked?: boolean | undefined;
  readonly run: () => void;
}

/** What the button that opens a menu must spread on itself. */
export interface MenuTrigger {
  readonly popovertarget: string;
  readonly "aria-haspopup": "menu" | "dialog";
  readonly "aria-expanded": boolean;
}

/** Properties of a menu. */
export interface MenuProps {
  readonly label: string;
  /** Groups of items, parted by lines; an empty group is left out. */
  readonly groups: readonly (readonly MenuItem[])[];
  readonly side?: FloatingWish["side"];
  readonly align?: FloatingWish["align"];
  readonly trigger: (trigger: MenuTrigger) => ComponentChildren;
}

/** A list of actions that a button opens; arrows move in it, `Esc` and a press beside it close it. */
export const Menu = ({ label, groups, side = "below", align = "end", trigger }: MenuProps) => {
  const items = useRef<HTMLDivElement>(null);
  const focusItem = (wanted: (current: number, count: number) => number) => {
    const all = [...(items.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
    const next = wanted(
      all.findIndex((item) => item === document.activeElement),
      all.length,
    );
    all[(next + all.length) % all.length]?.focus();
  };
  const moves: Record<string, (current: number, count: number) => number> = {
    ArrowDown: (current) => current + 1,
    ArrowUp: (current, count) => (current < 0 ? count - 1 : current - 1),
    Home: () => 0,
    End: (_, count) => count - 1,
  };
  return (
    <Popover
      part={items}
      role="menu"
      {...{ label, side, align, trigger }}
      onOpen={() => focusItem(() => 0)}
      onKeyDown={(event) => {
        const move = moves[event.key];
        if (event.key === "Tab") items.current?.hidePopover();
        if (move === undefined) return;
        event.preventDefault();
        focusItem(move);
      }}
    >
      {groups
        .filter((group) => group.length > 0)
        .map((group, index) => (
          <div role="group" key={index}>
            {index > 0 && <hr class="tfx-menu__line" />}
            {group.map((item) => (
              <MenuLine key={item.label} item={item} close={() => items.current?.hidePopover()} />
            ))}
          </div>
        ))}
    </Popover>
  );
};

const MenuLine = ({ item, close }: { item: MenuItem; close: () => void }) => (
  <button
    type="button"
    class={`tfx-menu__item${item.danger === true ? " tfx-menu__item--danger" : ""}`}
    role={item.checked === undefined ? "menuitem" : "menuitemcheckbox"}
    aria-checked={item.checked}
    tabIndex={-1}
    onClick={() => {
      close();
      item.run();
    }}
  >
    {item.icon !== undefined && <Icon icon={item.icon} />}
    <span class="tfx-menu__words">{item.label}</span>
    {item.checked === true && <Icon icon={CheckIcon} small />}
    {item.shortcut !== undefined && <Keys keys={item.shortcut} />}
  </button>
);

/** Properties of a popover. */
export interface PopoverProps {
  readonly label: string;
  readonly role?: "menu" | "dialog";
  readonly side?: FloatingWish["side"];
  readonly align?: FloatingWish["align"];
  readonly part?: RefObject<HTMLDivElement | null>;
  readonly open?: Signal<boolean>;
  readonly trigger: (trigger: MenuTrigger) => ComponentChildren;
  readonly onOpen?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly class?: string;
  readonly children: ComponentChildren;
}

// What is inside is drawn when it is opened: a screen full of menus would else draw them all at once.
/** A small layer beside the button that opens it; the browser closes it on `Esc` and on a press elsewhere. */
export const Popover = (props: PopoverProps) => {
  const { label, role = "dialog", side = "below", align = "end", trigger, onOpen, onKeyDown, children } = props;
  const id = useUniqueId();
  const own = useRef<HTMLDivElement>(null);
  const part = props.part ?? own;
  const ownOpen = useSignal(false);
  const open = props.open ?? ownOpen;
  return (
    <>
      {trigger({ popovertarget: id, "aria-haspopup": role, "aria-expanded": open.value })}
      <div
        ref={part}
        id={id}
        popover="auto"
        role={role}
        aria-label={label}
        class={classNames("tfx-menu", props.class)}
        onKeyDown={onKeyDown}
        onBeforeToggle={(event) => {
          if (event.newState === "open") open.value = true;
        }}
        onToggle={(event) => {
          open.value = event.newState === "open";
          if (open.value && part.current !== null) placeBesideTrigger(part.current, { side, align });
          if (open.value) onOpen?.();
        }}
      >
        {open.value && children}
      </div>
    </>
  );
};

const placeBesideTrigger = (part: HTMLElement, wish: Pick<FloatingWish, "side" | "align">) => {
  const anchor = document.querySelector(`[popovertarget="${part.id}"]`);
  if (anchor === null) return;
  const rightToLeft = getComputedStyle(part).direction === "rtl";
  const window = { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight };
  const place = placeFloating(anchor.getBoundingClientRect(), part.getBoundingClientRect(), { ...wish, rightToLeft, gap: 8, window });
  part.style.left = `${place.left}px`;
  part.style.top = `${place.top}px`;
};
