import { useRef } from "preact/hooks";
import { Icon, PauseIcon, ScreenShareIcon, Spinner } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import { useCall } from "../call/call-context.ts";
import type { Box } from "../call/grid-plan.ts";
import type { PersonModel } from "../call/people-model.ts";
import { usePinItem } from "../call/person-tile.tsx";
import { TileFrame, TileMenu, useShownSize } from "../call/tile-frame.tsx";
import { InkLayer } from "../ink/ink-layer.tsx";
import { TrackVideo } from "../media/track-video.tsx";
import { ScreenTools } from "./screen-tools.tsx";
import { useZoom } from "./use-zoom.ts";
import { transformOf } from "./zoom-view.ts";
import "./screen.css";

/** Size of the video inside an element, once it has one. */
export const pictureIn = (element: Element | null) => {
  const video = element?.querySelector("video");
  return video === null || video === undefined || video.videoWidth === 0
    ? undefined
    : { width: video.videoWidth, height: video.videoHeight };
};

/** A screen that somebody shares: to look at closely, and to draw on where that is allowed. */
export const ScreenTile = ({ person, box }: { person: PersonModel; box: Box }) => {
  const { t } = useApp().i18n;
  useShownSize(person.views, "screen", { box, on: person.screenOn });
  const label = t("tile.screenOf", { name: person.name.value });
  const key = `${person.id}/screen`;
  const pin = usePinItem(key);
  const paused = person.screenPaused.value;
  return (
    <TileFrame box={box} label={paused ? `${label}, ${t("share.paused")}` : label} participant={person.id} source="screen" pinKey={key}>
      {paused ? <PausedCard text={t("share.pausedBy", { name: person.name.value })} /> : <Picture person={person} label={label} />}
      <p class="tfx-who tfx-tile__who">
        <Icon icon={ScreenShareIcon} small />
        <span class="tfx-clip">{label}</span>
      </p>
      <TileMenu label={t("tile.menu", { name: label })} groups={[[pin]]} />
    </TileFrame>
  );
};

const Picture = ({ person, label }: { person: PersonModel; label: string }) => {
  const { t } = useApp().i18n;
  const { ink } = useCall();
  const part = useRef<HTMLDivElement>(null);
  const view = useZoom(part);
  const share = person.id;
  return (
    <>
      <div class="tfx-screen" ref={part} tabIndex={0} role="group" aria-label={t("screen.look", { name: label })}>
        <div class="tfx-screen__zoom" style={{ transform: transformOf(view.value) }}>
          {person.screen.value === undefined && <Spinner />}
          <TrackVideo track={person.screen} fit="whole" />
          <InkLayer ink={ink.on(share)} picture={() => pictureIn(part.current)} />
        </div>
      </div>
      <ScreenTools share={share} view={view} />
    </>
  );
};

/** What is seen of a share that is paused: words, never a picture that has stopped. */
export const PausedCard = ({ text }: { text: string }) => {
  const { t } = useApp().i18n;
  return (
    <div class="tfx-tile__card" role="status">
      <Icon icon={PauseIcon} />
      <p class="tfx-strong">{t("share.paused")}</p>
      <p class="tfx-muted tfx-small">{text}</p>
    </div>
  );
};
