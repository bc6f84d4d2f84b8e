import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { CloseIcon, IconButton, PeopleIcon, Tabs, type Tab } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import type { CallModel } from "../call/call-model.ts";
import type { Translate } from "../i18n/messages.ts";
import { PeopleTab } from "../people/people-tab.tsx";
import { SurfaceControls } from "../widgets/surface-head.tsx";
import { SurfaceSlot } from "../widgets/surface-slot.tsx";
import { usedWords } from "../widgets/use-lamp.tsx";
import { widgetIcon } from "../widgets/widget-icon.ts";
import type { RunningWidget } from "../widgets/widgets-model.ts";
import { PanelEdge } from "./panel-edge.tsx";
import "./panel.css";
import "../i18n/en-widgets.ts";

/** Widgets that have a tab now: those that may be here, are not seen elsewhere, and whose tab was not closed. */
const tabbed = (running: readonly RunningWidget[], tucked: ReadonlySet<string>): readonly RunningWidget[] =>
  running.filter(
    ({ instance, surface, surfaces, isStopping }) =>
      !isStopping.value &&
      surfaces.value.includes("panel") &&
      (surface.value === null || surface.value === "panel") &&
      !tucked.has(instance),
  );

/** The panel beside the stage: people, and room for each widget that is shown there. */
export const SidePanel = ({ call }: { call: CallModel }) => {
  const { i18n, settings } = useApp();
  const { t } = i18n;
  const panel = useRef<HTMLElement>(null);
  const dragged = useSignal<number | undefined>(undefined);
  const widgets = call.widgets.model.value;
  const running = tabbed(widgets?.running.value ?? [], call.surfaces.tucked.value);
  const open = call.panel.value;
  const widget = running.find(({ instance }) => instance === open);
  const selected = widget?.instance ?? "people";
  useEffect(() => panel.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus(), []);
  const tuck = (index: number) => call.surfaces.tuck(running[index]?.instance ?? "", running[index - 1]?.instance ?? "people");
  const tabs: Tab[] = [
    { id: "people", label: t("people.title"), icon: PeopleIcon },
    ...running.map((one, index) => tabOf(t, one, () => tuck(index))),
  ];
  const close = () => (call.panel.value = undefined);
  return (
    <aside
      ref={panel}
      class="tfx-panel"
      style={{ "--panel-width": `${dragged.value ?? settings.value.value.panelWidth}px` }}
      aria-label={t("panel.title")}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) close();
      }}
    >
      <PanelEdge dragged={dragged} />
      <header class="tfx-panel__head">
        <div class="tfx-grow tfx-panel__tabs">
          <Tabs label={t("panel.title")} tabs={tabs} selected={selected} onSelect={(id) => (call.panel.value = id)} />
        </div>
        {widgets !== undefined && widget !== undefined && <SurfaceControls running={widget} widgets={widgets} />}
        <IconButton icon={CloseIcon} label={t("panel.close")} tip="bottom-end" onClick={close} />
      </header>
      {widget === undefined ? (
        <div class="tfx-panel__tab" role="tabpanel" id="people-panel" aria-labelledby="people-tab">
          <PeopleTab call={call} />
        </div>
      ) : (
        <SurfaceSlot key={widget.instance} box={widget.box} />
      )}
    </aside>
  );
};

const tabOf = (t: Translate, running: RunningWidget, tuck: () => void): Tab => {
  const { instance, manifest, badge } = running;
  return {
    id: instance,
    label: manifest.name,
    icon: widgetIcon(manifest.icon),
    lamp: usedWords(t, running),
    count: badge.value,
    close: { label: t("widgets.hide", { name: manifest.name }), run: tuck },
  };
};
