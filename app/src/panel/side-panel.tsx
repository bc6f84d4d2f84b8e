import { useEffect, useRef } from "preact/hooks";
import { CloseIcon, IconButton, PeopleIcon, Tabs, type Tab } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import type { CallModel } from "../call/call-model.ts";
import { PeopleTab } from "../people/people-tab.tsx";
import { widgetIcon } from "../widgets/widget-icon.ts";
import { WidgetSurface } from "../widgets/widget-surface.tsx";
import type { RunningWidget } from "../widgets/widgets-model.ts";
import { PanelEdge, panelWidth } from "./panel-edge.tsx";
import "./panel.css";

/**
 * The panel beside the stage: people, and a tab for each widget that runs there. Closed it stays in the
 * page while a widget runs, for a frame that is taken away loads anew.
 */
export const SidePanel = ({ call }: { call: CallModel }) => {
  const { t } = useApp().i18n;
  const panel = useRef<HTMLElement>(null);
  const widgets = call.widgets.model.value;
  const running = widgets?.running.value ?? [];
  const open = call.panel.value;
  const selected = open === undefined || open === "people" || running.some(({ instance }) => instance === open) ? open : "people";
  useEffect(() => {
    if (open !== undefined) panel.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus();
  }, [open === undefined]);
  useEffect(() => {
    panel.current?.querySelector("[role=tab][aria-selected=true]")?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [selected, running.length]);
  const tabs: Tab[] = [{ id: "people", label: t("people.title"), icon: PeopleIcon }, ...running.map(tabOf)];
  const close = () => (call.panel.value = undefined);
  return (
    <aside
      ref={panel}
      class="tfx-panel"
      hidden={selected === undefined}
      style={{ "--panel-width": panelWidth.value }}
      aria-label={t("panel.title")}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) close();
      }}
    >
      <PanelEdge />
      <header class="tfx-panel__head">
        <div class="tfx-grow tfx-panel__tabs">
          <Tabs label={t("panel.title")} tabs={tabs} selected={selected ?? "people"} onSelect={(id) => (call.panel.value = id)} />
        </div>
        <IconButton icon={CloseIcon} label={t("panel.close")} tip="bottom-end" onClick={close} />
      </header>
      {selected === "people" && (
        <div class="tfx-panel__tab" role="tabpanel" id="people-panel" aria-labelledby="people-tab">
          <PeopleTab call={call} />
        </div>
      )}
      {widgets !== undefined &&
        running.map((widget) => (
          <div
            key={widget.instance}
            class="tfx-panel__tab"
            role="tabpanel"
            id={`${widget.instance}-panel`}
            aria-labelledby={`${widget.instance}-tab`}
            hidden={selected !== widget.instance}
          >
            <WidgetSurface running={widget} widgets={widgets} />
          </div>
        ))}
    </aside>
  );
};

const tabOf = ({ instance, manifest, badge }: RunningWidget): Tab => ({
  id: instance,
  label: badge.value > 0 ? `${manifest.name} (${badge.value})` : manifest.name,
  icon: widgetIcon(manifest.icon),
});
