import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon, SoundIcon } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import { useCall } from "./call-context.ts";
import { InviteTile } from "./invite-tile.tsx";
import { PersonTile } from "./person-tile.tsx";
import { OwnScreenTile, ScreenTile } from "./screen-tiles.tsx";
import { SelfTile } from "./self-tile.tsx";
import type { Box } from "./grid-plan.ts";
import type { Tile } from "./tiles-model.ts";
import { lazyView } from "../scope/lazy-view.tsx";
import "./tile.css";

const StageEdge = lazyView(
  () => import("./stage-edge.tsx"),
  ({ StageEdge: View }) => View,
);
const WidgetTile = lazyView(
  () => import("./widget-tile.tsx"),
  ({ WidgetTile: View }) => View,
);
const OfferedPage = lazyView(
  () => import("../screen/screen-views.ts"),
  ({ OfferedPage: View }) => View,
);
const Overlays = lazyView(
  () => import("./widget-tile.tsx"),
  ({ Overlays: View }) => View,
);
/** Everybody and everything that is shown, each in its box. */
export const Stage = () => {
  const { tiles, widgets, share } = useCall();
  const { t } = useI18n();
  const canvas = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    // The observer also tells the first size, before anything is painted; reading it here would have the
    // browser lay the page out right in the moment in which the links are being made.
    const observer = new ResizeObserver(() => tiles.measure({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [tiles]);
  const boxes = tiles.boxes.value;
  const offered = share.drawing.value?.offered.value;
  return (
    <section class="tfx-call__canvas" ref={canvas} aria-label={t("call.stage")}>
      {tiles.tiles.value.map((tile) => {
        const box = boxes.get(tile.key);
        return box === undefined ? null : <AnyTile key={tile.key} tile={tile} box={box} />;
      })}
      <StageEdge />
      {widgets.model.value !== undefined && <Overlays />}
      {offered !== undefined && <OfferedPage page={offered} />}
      <Banner />
    </section>
  );
};

const AnyTile = ({ tile, box }: { tile: Tile; box: Box }) => {
  switch (tile.kind) {
    case "person":
      return <PersonTile person={tile.person} box={box} />;
    case "screen":
      return <ScreenTile person={tile.person} box={box} />;
    case "self":
      return <SelfTile floating={tile.floating} box={box} />;
    case "widget":
      return <WidgetTile instance={tile.instance} box={box} />;
    case "own-screen":
      return <OwnScreenTile box={box} />;
    default:
      return <InviteTile box={box} />;
  }
};

/** What needs to be known or done right now. */
const Banner = () => {
  const { room, sound } = useCall();
  const { t } = useI18n();
  return (
    <div class="tfx-banner" role="status">
      {room.reconnecting.value && <p class="tfx-pill tfx-pill--warning">{t("call.reconnecting")}</p>}
      {sound.blocked.value && (
        <button type="button" class="tfx-pill tfx-pill--action" title={t("call.soundBlocked")} onClick={() => sound.turnOn()}>
          <Icon icon={SoundIcon} small />
          {t("call.turnOnSound")}
        </button>
      )}
    </div>
  );
};
