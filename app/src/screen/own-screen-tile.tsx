import { useEffect, useRef, useState } from "preact/hooks";
import { Button, Icon, PauseIcon, PenIcon, PlayIcon, RetryIcon, ScreenShareIcon, ScreenShareOffIcon } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import { useCall } from "../call/call-context.ts";
import type { Box } from "../call/grid-plan.ts";
import { TileFrame } from "../call/tile-frame.tsx";
import { InkLayer } from "../ink/ink-layer.tsx";
import { TrackVideo } from "../media/track-video.tsx";
import { paintStill } from "./own-still.ts";
import { PausedCard, pictureIn } from "./screen-tile.tsx";
import { InkTools } from "./screen-tools.tsx";
import "./screen.css";

/** What one shares oneself, without a hall of mirrors: a tab as it moves, a screen or window as a still picture. */
export const OwnScreenTile = ({ box }: { box: Box }) => {
  const { t } = useI18n();
  const { share, self } = useCall();
  const isPaused = share.isPaused.value;
  return (
    <TileFrame box={box} label={t("tile.ownScreen")} participant={self.id} source="screen" self pinKey="own-screen">
      {isPaused ? <PausedCard text={t("share.pausedText")} /> : <Preview />}
      <div class="tfx-screen__own">
        <p class="tfx-who">
          <Icon icon={share.page.value === undefined ? ScreenShareIcon : PenIcon} small />
          <span class="tfx-clip">{share.page.value === undefined ? t("tile.ownScreen") : t("ink.onPage")}</span>
        </p>
        <div class="tfx-row">
          <Button size="small" icon={isPaused ? PlayIcon : PauseIcon} onClick={() => share.togglePause()}>
            {t(isPaused ? "share.resume" : "share.pause")}
          </Button>
          <Button size="small" icon={ScreenShareOffIcon} onClick={() => share.stop()}>
            {t("action.unshare")}
          </Button>
        </div>
      </div>
    </TileFrame>
  );
};

const Preview = () => {
  const { t } = useI18n();
  const { share, ink, self } = useCall();
  const part = useRef<HTMLDivElement>(null);
  const isOnPage = share.page.value !== undefined;
  return (
    <>
      <div class="tfx-screen" ref={part}>
        {share.surface.value === "tab" ? <TrackVideo track={share.track} fit="whole" /> : <Still track={share.track.value} />}
        {!isOnPage && <InkLayer ink={ink.on(self.id)} picture={() => pictureIn(part.current) ?? stillIn(part.current)} />}
      </div>
      {!isOnPage && share.othersDraw.value && (
        <div class="tfx-screen__tools" role="toolbar" aria-label={t("screen.tools")}>
          <InkTools share={self.id} />
        </div>
      )}
    </>
  );
};

const stillIn = (element: Element | null) => {
  const canvas = element?.querySelector<HTMLCanvasElement>(".tfx-screen__still");
  return canvas === null || canvas === undefined || canvas.width === 0 ? undefined : { width: canvas.width, height: canvas.height };
};

const Still = ({ track }: { track: MediaStreamTrack | undefined }) => {
  const { t } = useI18n();
  const element = useRef<HTMLCanvasElement>(null);
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null || track === undefined) return undefined;
    const life = new AbortController();
    canvas.width = 0;
    void paintStill(track, canvas, life.signal);
    return () => life.abort();
  }, [track, looks]);
  return (
    <>
      <canvas ref={element} class="tfx-screen__still" role="img" aria-label={t("share.lookHint")} width={0} height={0} />
      <Button class="tfx-screen__look" size="small" icon={RetryIcon} title={t("share.lookHint")} onClick={() => setLooks(looks + 1)}>
        {t("share.look")}
      </Button>
    </>
  );
};
