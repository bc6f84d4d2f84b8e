import { useApp } from "../app-context.ts";
import { useCall } from "./call-context.ts";
import { boxStyle } from "./tile-frame.tsx";
import type { StageEdge as Edge } from "./stage-plan.ts";
import { stripShares } from "./tiles-model.ts";

const step = 0.02;
const percent = (share: number): number => Math.round(share * 100);

/** How much of the stage the strip takes when the line stands under the pointer. */
const shareAt = (event: PointerEvent & { readonly currentTarget: HTMLElement }, runs: Edge["runs"]): number => {
  const stage = event.currentTarget.parentElement?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
  if (runs === "across") return 1 - (event.clientY - stage.top) / stage.height;
  const fromLeft = (event.clientX - stage.left) / stage.width;
  return getComputedStyle(event.currentTarget).direction === "rtl" ? fromLeft : 1 - fromLeft;
};

/** The line between what is large and the strip beside it, for pointer and arrows. */
export const StageEdge = () => {
  const { t } = useApp().i18n;
  const { tiles } = useCall();
  const edge = tiles.edge.value;
  if (edge === undefined) return null;
  const { runs, share, box } = edge;
  return (
    <div
      class={`tfx-stage-edge tfx-stage-edge--${runs}`}
      style={boxStyle(box)}
      role="separator"
      tabIndex={0}
      aria-orientation={runs === "down" ? "vertical" : "horizontal"}
      aria-label={t("call.stageEdge")}
      aria-valuenow={percent(share)}
      aria-valuemin={percent(stripShares.least)}
      aria-valuemax={percent(stripShares.most)}
      onKeyDown={(event) => {
        const toStart = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
        const toEnd = toStart === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
        const [grow, shrink] = runs === "down" ? [toStart, toEnd] : ["ArrowUp", "ArrowDown"];
        if (event.key !== grow && event.key !== shrink) return;
        event.preventDefault();
        tiles.resizeStrip(share + (event.key === grow ? step : -step), true);
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) tiles.resizeStrip(shareAt(event, runs), false);
      }}
      onPointerUp={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) tiles.resizeStrip(shareAt(event, runs), true);
      }}
    />
  );
};
