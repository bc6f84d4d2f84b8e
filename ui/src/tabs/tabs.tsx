import { useLayoutEffect, useRef } from "preact/hooks";
import { Count } from "../count/count.tsx";
import { Icon, type IconProps } from "../icon/icon.tsx";
import { CloseIcon } from "../icon/icons.ts";
import { Hidden } from "../text/text.tsx";
import { fitTabs } from "./fit-tabs.ts";
import "./tabs.css";

/** One tab. Its panel has `id` `<id>-panel`, role `tabpanel` and is labelled by `<id>-tab`. */
export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconProps["icon"] | undefined;
  /** What lights a dot on the tab, in words; empty for none. */
  readonly lamp?: string | undefined;
  /** How much is new behind it. */
  readonly count?: number | undefined;
  /** For one that can be closed, which the Delete key does too: what its cross does. */
  readonly close?: { readonly label: string; readonly run: () => void } | undefined;
}

/** Properties of a row of tabs. */
export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  readonly vertical?: boolean;
}

/** Tabs: one stop for the keyboard, arrows move and select, Delete closes. */
export const Tabs = ({ label, tabs, selected, onSelect, vertical = false }: TabsProps) => {
  const row = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (row.current === null || vertical ? undefined : fitTabs(row.current)));
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
    else if (event.key === "Delete" && tabs[current]?.close !== undefined) {
      tabs[current].close.run();
      select(Math.max(0, current - 1));
    } else return;
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
        <OneTab key={tab.id} tab={tab} isSelected={tab.id === selected} select={() => onSelect(tab.id)} />
      ))}
    </div>
  );
};

const OneTab = ({ tab, isSelected, select }: { tab: Tab; isSelected: boolean; select: () => void }) => {
  const { id, label, icon, lamp = "", count = 0, close } = tab;
  return (
    <div class="tfx-tab" role="presentation" data-selected={isSelected ? "" : undefined} data-plain={icon === undefined ? "" : undefined}>
      <button
        type="button"
        id={`${id}-tab`}
        data-tab={id}
        class="tfx-tab__button"
        role="tab"
        title={label}
        aria-selected={isSelected}
        aria-controls={isSelected ? `${id}-panel` : undefined}
        aria-keyshortcuts={close === undefined ? undefined : "Delete"}
        tabIndex={isSelected ? 0 : -1}
        onClick={select}
      >
        {icon !== undefined && <Icon icon={icon} small />}
        <span class="tfx-tab__label">{label}</span>
        <Count of={count} />
        {lamp !== "" && (
          <span class="tfx-tab__lamp" title={lamp}>
            <Hidden>{lamp}</Hidden>
          </span>
        )}
      </button>
      {isSelected && close !== undefined && (
        // A row of tabs may hold nothing else for readers and keys; they close with Delete.
        <button type="button" class="tfx-tab__close" tabIndex={-1} aria-hidden="true" title={close.label} onClick={close.run}>
          <Icon icon={CloseIcon} small />
        </button>
      )}
    </div>
  );
};
