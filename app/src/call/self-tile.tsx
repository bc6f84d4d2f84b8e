import { useSignal } from "@preact/signals";
import { EyeOffIcon, HandIcon, MicrophoneOffIcon, MirrorIcon, MoveIcon, PinIcon, PinOffIcon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import { TrackVideo } from "../media/track-video.tsx";
import { useCall } from "./call-context.ts";
import type { Box } from "./grid-plan.ts";
import { StateIcon } from "./person-tile.tsx";
import { Face, TileFrame, TileMenu, TileReactions } from "./tile-frame.tsx";

/** One's own picture, mirrored: among the others, or over them in a corner where it can be dragged away. */
export const SelfTile = ({ box, floating }: { box: Box; floating: boolean }) => {
  const { settings, i18n } = useApp();
  const { t } = i18n;
  const { self } = useCall();
  const { box: shown, handlers } = useDrag(box, floating);
  const states = [!self.microphoneOn.value && t("tile.muted"), self.hand.value && t("tile.hand")].filter((state) => state !== false);
  return (
    <div class="tfx-self" {...handlers}>
      <TileFrame
        box={shown}
        label={[t("tile.selfNamed", { name: self.name }), ...states].join(", ")}
        participant={self.id}
        source="camera"
        self
        floating={floating}
        speaking={self.speaking.value}
        pinKey="self"
      >
        <Face name={self.name} />
        <TrackVideo track={self.camera} mirrored={settings.value.value.mirror} />
        <TileReactions from={self.id} />
        <p class="tfx-who tfx-tile__who">
          {self.hand.value && <StateIcon icon={HandIcon} text={t("tile.hand")} class="tfx-tile__hand" />}
          {!self.microphoneOn.value && <StateIcon icon={MicrophoneOffIcon} text={t("tile.muted")} class="tfx-tile__muted" />}
          <span class="tfx-clip">{t("tile.self")}</span>
        </p>
        <SelfMenu floating={floating} />
      </TileFrame>
    </div>
  );
};

const SelfMenu = ({ floating }: { floating: boolean }) => {
  const { settings, i18n } = useApp();
  const { t } = i18n;
  const { tiles } = useCall();
  const isPinned = tiles.pinned.value === "self";
  const pin = { label: t(isPinned ? "tile.unpin" : "tile.pin"), icon: isPinned ? PinOffIcon : PinIcon, run: () => tiles.togglePin("self") };
  const move = { label: t("tile.move"), icon: MoveIcon, run: () => tiles.moveSelf() };
  const { mirror } = settings.value.value;
  return (
    <TileMenu
      label={t("tile.menuSelf")}
      groups={[
        [floating ? move : pin],
        [
          { label: t("settings.mirror"), icon: MirrorIcon, checked: mirror, run: () => settings.update({ mirror: !mirror }) },
          { label: t("tile.collapse"), icon: EyeOffIcon, run: () => tiles.toggleSelf() },
        ],
      ]}
    />
  );
};

/** Lets a floating tile be dragged; it settles in the nearest corner. The menu does the same for the keyboard by hiding it. */
const useDrag = (box: Box, floating: boolean) => {
  const { tiles } = useCall();
  const moved = useSignal<{ x: number; y: number } | undefined>(undefined);
  const start = useSignal<{ x: number; y: number } | undefined>(undefined);
  const offset = floating ? moved.value : undefined;
  const shown = offset === undefined ? box : { ...box, x: box.x + offset.x, y: box.y + offset.y };
  const drop = () => {
    if (moved.peek() !== undefined) tiles.dropSelf({ x: shown.x + box.width / 2, y: shown.y + box.height / 2 });
    moved.value = undefined;
    start.value = undefined;
  };
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      if (!floating || event.button !== 0 || (event.target instanceof Element && event.target.closest("button,[popover]") !== null)) return;
      start.value = { x: event.clientX, y: event.clientY };
      if (event.target instanceof Element) event.target.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      if (start.value === undefined) return;
      const toEnd = document.documentElement.dir === "rtl" ? -1 : 1;
      moved.value = { x: (event.clientX - start.value.x) * toEnd, y: event.clientY - start.value.y };
    },
    onPointerUp: drop,
    onPointerCancel: drop,
  };
  return { box: shown, handlers };
};
