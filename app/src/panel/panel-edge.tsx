import { signal } from "@preact/signals";
import { useApp } from "../app-context.ts";

const limits = { least: 280, most: 640, step: 24 };

const width = signal(360);
const setWidth = (next: number) => (width.value = Math.max(limits.least, Math.min(next, limits.most)));

/** How wide the panel is; stays while the page does. */
export const panelWidth = {
  get value(): string {
    return `${width.value}px`;
  },
};

/** The panel's edge, for pointer and arrows. */
export const PanelEdge = () => {
  const { t } = useApp().i18n;
  const toStart = document.documentElement.dir === "rtl" ? -1 : 1;
  return (
    <div
      class="tfx-panel__edge"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t("panel.resize")}
      aria-valuenow={width.value}
      aria-valuemin={limits.least}
      aria-valuemax={limits.most}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") setWidth(width.peek() + limits.step * toStart);
        else if (event.key === "ArrowRight") setWidth(width.peek() - limits.step * toStart);
        else return;
        event.preventDefault();
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        setWidth(toStart === 1 ? window.innerWidth - event.clientX : event.clientX);
      }}
    />
  );
};
