import type { Signal } from "@preact/signals";
import { EraserIcon, FullScreenExitIcon, FullScreenIcon, IconButton, LaserIcon, Late, PenIcon, ZoomInIcon, ZoomOutIcon } from "@tfx/ui";
import type { ParticipantId } from "@tfx/protocol";
import { useI18n } from "../app-context.ts";
import { useCall } from "../call/call-context.ts";
import type { InkTool } from "../ink/ink-model.ts";
import { wholeView, zoomAt, zoomStep, type ZoomView } from "./zoom-view.ts";
import "../i18n/en-share.ts";

const toggleFullScreen = ({ currentTarget }: MouseEvent): void => {
  const tile = currentTarget instanceof Element ? currentTarget.closest("article") : null;
  if (tile === null) return;
  void (tile.ownerDocument.fullscreenElement === tile ? tile.ownerDocument.exitFullscreen() : tile.requestFullscreen());
};

/** Pen, laser and clear, where one may draw. */
export const InkTools = ({ share }: { share: ParticipantId }) => {
  const { t } = useI18n();
  const ink = useCall().share.drawing.value?.ink;
  if (ink?.mayDraw(share) !== true) return null;
  const held = ink.tool.value;
  const hold = (tool: InkTool) => () => (ink.tool.value = held === tool ? "none" : tool);
  return (
    <>
      <IconButton
        icon={PenIcon}
        size="small"
        label={t("ink.pen")}
        aria-pressed={held === "pen"}
        state={held === "pen" ? "on" : undefined}
        onClick={hold("pen")}
      />
      <IconButton
        icon={LaserIcon}
        size="small"
        label={t("ink.laser")}
        aria-pressed={held === "laser"}
        state={held === "laser" ? "on" : undefined}
        onClick={hold("laser")}
      />
      <IconButton icon={EraserIcon} size="small" label={t("ink.clear")} onClick={() => ink.on(share).clear()} />
    </>
  );
};

/** What can be done with a picture of a screen: draw, magnify, fill the screen. */
export const ScreenTools = ({ share, view }: { share: ParticipantId; view: Signal<ZoomView> }) => {
  const { t } = useI18n();
  const { modes } = useCall();
  const isWhole = view.value.scale === 1;
  return (
    <div class="tfx-screen__tools" role="toolbar" aria-label={t("screen.tools")} onDblClick={(event) => event.stopPropagation()}>
      <Late>
        <InkTools share={share} />
        <IconButton
          icon={ZoomInIcon}
          size="small"
          label={t("screen.zoomIn")}
          onClick={() => (view.value = zoomAt(view.peek(), zoomStep))}
        />
        {!isWhole && <IconButton icon={ZoomOutIcon} size="small" label={t("screen.zoomWhole")} onClick={() => (view.value = wholeView)} />}
        {modes.toggleFullScreen !== undefined && (
          <IconButton
            icon={modes.isFullScreen.value ? FullScreenExitIcon : FullScreenIcon}
            size="small"
            label={t(modes.isFullScreen.value ? "action.fullScreenEnd" : "action.fullScreen")}
            onClick={toggleFullScreen}
          />
        )}
      </Late>
    </div>
  );
};
