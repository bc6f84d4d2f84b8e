import { useRef } from "preact/hooks";
import { Icon, type IconProps } from "../icon/icon.tsx";
import { Hidden } from "../text/text.tsx";
import "./tabs.css";

/** One tab. Its panel has `id` `<id>-panel`, role `tabpanel` and is labelled by `<id>-tab`. */
export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconProps["icon"] | undefined;
  /** What lights a dot on the tab, in words; empty for none. */
  readonly lamp?: string | undefined;
}

/** Properties of a row of tabs. */
export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  readonly vertical?: boolean;
}

/** Tabs: one stop for the keyboard, arrows move and select. */
export const Tabs = ({ label, tabs, selected, onSelect, vertical = false }: TabsProps) => {
  const row = useRef<HTMLDivElement>(null);
  const select = (index: number) => {
    const tab = tabs.at(index % tabs.length);
    if (tab === undefined) return;
    onSelect(tab.id);
    row.current?.querySelector<HTMLElement>(`[data-tab="${tab.id}"]`)?.focus();
  };
  const handleKey = (event: KeyboardEvent) => {
    const forward = getComputedStyle(event.currentTarget as Element).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const current = tabs.findIndex((tab) => tab.id === selected);
    if (event.key === forward || event.key === "ArrowDown") select(current + 1);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight" || event.key === "ArrowUp") select(current - 1);
    else if (event.key === "Home") select(0);
    else if (event.key === "End") select(-1);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={row}
      class={`tfx-tabs${vertical ? " tfx-tabs--vertical" : ""}`}
      role="tablist"
      aria-label={label}
      aria-orientation={vertical ? "vertical" : "horizontal"}
      onKeyDown={handleKey}
    >
      {tabs.map((tab) => (
        <button
          type="button"
          key={tab.id}
          id={`${tab.id}-tab`}
          data-tab={tab.id}
          class="tfx-tab"
          role="tab"
          aria-selected={tab.id === selected}
          aria-controls={tab.id === selected ? `${tab.id}-panel` : undefined}
          tabIndex={tab.id === selected ? 0 : -1}
          onClick={() => onSelect(tab.id)}
        >
          {tab.icon !== undefined && <Icon icon={tab.icon} small />}
          {tab.label}
          {tab.lamp !== undefined && tab.lamp !== "" && (
            <span class="tfx-tab__lamp" title={tab.lamp}>
              <Hidden>{tab.lamp}</Hidden>
            </span>
          )}
        </button>
      ))}
    </div>
  );
};
