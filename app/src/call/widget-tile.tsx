import { useApp } from "../app-context.ts";
import { SurfaceHead } from "../widgets/surface-head.tsx";
import { SurfaceSlot } from "../widgets/surface-slot.tsx";
import { useCall } from "./call-context.ts";
import type { Box } from "./grid-plan.ts";
import { boxStyle } from "./tile-frame.tsx";
import "../i18n/en-widgets.ts";

/** Room on the stage for a widget, and its controls. */
export const WidgetTile = ({ instance, box }: { instance: string; box: Box }) => {
  const { t } = useApp().i18n;
  const { widgets, tiles } = useCall();
  const model = widgets.model.value;
  const running = model?.running.value.find((one) => one.instance === instance);
  if (model === undefined || running === undefined) return null;
  return (
    <article
      class="tfx-tile tfx-tile--widget"
      style={boxStyle(box)}
      aria-label={t("widgets.onStage", { name: running.manifest.name })}
      onDblClick={() => tiles.togglePin("widget")}
    >
      <SurfaceHead running={running} widgets={model} class="tfx-tile__head" />
      <SurfaceSlot box={running.box} />
    </article>
  );
};

/** Room over all tiles for each widget that draws there, and their controls in a corner. */
export const Overlays = () => {
  const { widgets, surfaces } = useCall();
  const model = widgets.model.value;
  const shown = model?.running.value.filter(({ instance }) => surfaces.overlays.value.has(instance)) ?? [];
  if (model === undefined || shown.length === 0) return null;
  return (
    <>
      {shown.map((running) => (
        <SurfaceSlot key={running.instance} box={running.box} class="tfx-overlay-slot" />
      ))}
      <div class="tfx-overlays">
        {shown.map((running) => (
          <SurfaceHead key={running.instance} running={running} widgets={model} class="tfx-overlays__one" />
        ))}
      </div>
    </>
  );
};
