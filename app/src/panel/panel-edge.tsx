import type { Signal } from "@preact/signals";
import { useApp } from "../app-context.ts";

const limits = { least: 280, most: 640, step: 24 };

/** The panel's edge, for pointer and arrows. While it is dragged the width is in `dragged`; then the settings keep it. */
export const PanelEdge = ({ dragged }: { dragged: Signal<number | undefined> }) => {
  const { i18n, settings } = useApp();
  const width = dragged.value ?? settings.value.value.panelWidth;
  const toStart = i18n.direction.value === "rtl" ? -1 : 1;
  const fit = (wanted: number) => Math.round(Math.max(limits.least, Math.min(wanted, limits.most)));
  const keep = (wanted: number) => {
    settings.update({ panelWidth: fit(wanted) });
    dragged.value = undefined;
  };
  return (
    <div
      class="tfx-panel__edge"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={i18n.t("panel.resize")}
      aria-valuenow={width}
      aria-valuemin={limits.least}
      aria-valuemax={limits.most}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") keep(width + limits.step * toStart);
        else if (event.key === "ArrowRight") keep(width - limits.step * toStart);
        else return;
        event.preventDefault();
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        dragged.value = fit(toStart === 1 ? window.innerWidth - event.clientX : event.clientX);
      }}
      onLostPointerCapture={() => {
        if (dragged.peek() !== undefined) keep(dragged.peek() ?? width);
      }}
    />
  );
};
