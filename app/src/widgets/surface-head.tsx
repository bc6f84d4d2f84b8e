import { CloseIcon, FullScreenIcon, Icon, IconButton, PanelIcon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import { LampButton } from "./use-lamp.tsx";
import { widgetIcon } from "./widget-icon.ts";
import type { RunningWidget, WidgetsModel } from "./widgets-model.ts";
import "../i18n/en-widgets.ts";

/** Properties of a surface's controls. */
export interface SurfaceControlsProps {
  readonly running: RunningWidget;
  readonly widgets: WidgetsModel;
}

/** What can be done with a widget where it is seen: its lamp, and the other place that it may be moved to. */
export const SurfaceControls = ({ running, widgets }: SurfaceControlsProps) => {
  const { t } = useApp().i18n;
  const { name } = running.manifest;
  const surface = running.surface.value;
  const can = (wanted: "panel" | "stage") => surface !== wanted && running.surfaces.value.includes(wanted);
  return (
    <>
      <LampButton running={running} widgets={widgets} />
      {can("stage") && (
        <IconButton
          icon={FullScreenIcon}
          size="small"
          tip="bottom-end"
          label={t("widgets.toStage", { name })}
          onClick={() => running.moveTo("stage")}
        />
      )}
      {can("panel") && (
        <IconButton
          icon={PanelIcon}
          size="small"
          tip="bottom-end"
          label={t("widgets.toPanel", { name })}
          onClick={() => running.moveTo("panel")}
        />
      )}
    </>
  );
};

/** Whose surface it is, and its controls: above a widget on the stage, and in a corner of one that draws over tiles. */
export const SurfaceHead = ({ running, widgets, class: className }: SurfaceControlsProps & { class: string }) => {
  const { t } = useApp().i18n;
  const { manifest } = running;
  return (
    <header class={className}>
      <Icon icon={widgetIcon(manifest.icon)} small />
      <span class="tfx-clip tfx-grow tfx-small tfx-strong">{manifest.name}</span>
      <SurfaceControls running={running} widgets={widgets} />
      <IconButton
        icon={CloseIcon}
        size="small"
        tip="bottom-end"
        label={t("widgets.hide", { name: manifest.name })}
        onClick={() => running.hide()}
      />
    </header>
  );
};
