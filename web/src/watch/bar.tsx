import {
  Button,
  FullScreenExitIcon,
  FullScreenIcon,
  HeadphonesIcon,
  IconButton,
  Menu,
  PauseIcon,
  PlayIcon,
  SettingsIcon,
  SoundIcon,
  SoundOffIcon,
} from "@tfx/ui";
import { useTexts } from "../broadcasts/page-texts.ts";
import { sayBehind } from "../broadcasts/say-time.ts";
import type { FullScreen } from "./full-screen.ts";
import type { WatchModel } from "./watch-model.ts";

interface BarProps {
  readonly model: WatchModel;
  readonly fullScreen: FullScreen;
}

const TimeSlider = ({ model }: { readonly model: WatchModel }) => {
  const texts = useTexts();
  const { t } = texts;
  const timeline = model.timeline.value;
  if (timeline === undefined) return null;
  const { kind, fromS, toS, atS } = timeline;
  const isLive = kind === "live";
  const said = isLive
    ? atS > -3
      ? t("watch.atLive")
      : t("watch.timeAgo", { time: texts.duration(-atS) })
    : t("watch.timeOf", { at: texts.duration(atS), whole: texts.duration(toS) });
  return (
    <div class="watch-time" dir="ltr">
      <input
        type="range"
        class="watch-range"
        aria-label={t("watch.timeline")}
        aria-valuetext={said}
        min={Math.round(fromS)}
        max={Math.round(toS)}
        step={1}
        value={Math.round(atS)}
        onInput={(event) => model.goTo(event.currentTarget.valueAsNumber)}
      />
      <span class="watch-time__text tfx-tabular" aria-hidden="true">
        {isLive ? (atS > -3 ? "" : `−${texts.clock(-atS)}`) : `${texts.clock(atS)} / ${texts.clock(toS)}`}
      </span>
    </div>
  );
};

const PlayButton = ({ model }: { readonly model: WatchModel }) => {
  const { t } = useTexts();
  const isStopped = model.player.isPaused.value || model.player.needs.value === "play";
  return (
    <IconButton
      icon={isStopped ? PlayIcon : PauseIcon}
      label={t(isStopped ? "watch.play" : "watch.pause")}
      shortcut={["Space"]}
      tip="top-start"
      onClick={() => model.toggle()}
    />
  );
};

const SoundControls = ({ model: { player } }: { readonly model: WatchModel }) => {
  const texts = useTexts();
  const { t } = texts;
  const isMuted = player.isMuted.value;
  const shown = isMuted ? 0 : Math.round(player.volume.value * 100);
  return (
    <div class="watch-sound">
      <IconButton
        icon={isMuted ? SoundOffIcon : SoundIcon}
        label={t(isMuted ? "watch.unmute" : "watch.mute")}
        shortcut={["M"]}
        onClick={() => player.setMuted(!isMuted)}
      />
      <input
        type="range"
        class="watch-range watch-sound__volume"
        aria-label={t("watch.volume")}
        aria-valuetext={texts.number(shown / 100, { style: "percent" })}
        min={0}
        max={100}
        step={5}
        value={shown}
        onInput={(event) => player.setVolume(event.currentTarget.valueAsNumber / 100)}
      />
    </div>
  );
};

/** How far behind one is, and the way to what is new. */
const LiveState = ({ model }: { readonly model: WatchModel }) => {
  const texts = useTexts();
  const { t } = texts;
  const { sources, moment, isAtLive, behindMs, player } = model;
  if (sources.target.value.at === "recording" && moment.value.is !== "on") return <span class="watch-pill">{t("watch.recording")}</span>;
  const isOn = moment.value.is === "on";
  if (!isOn) return null;
  const isNew = isAtLive.value && !player.isPaused.value;
  const behind = behindMs.value;
  return (
    <>
      {isNew && (
        <span class="watch-pill watch-pill--live">
          <span class="watch-lamp" aria-hidden="true" />
          {t(moment.value.is === "on" && moment.value.isBreak ? "watch.break" : "watch.live")}
        </span>
      )}
      {!isNew && (
        <Button size="small" class="watch-back" onClick={() => model.goLive()}>
          <span class="watch-lamp watch-lamp--off" aria-hidden="true" />
          {t("watch.backToLive")}
        </Button>
      )}
      {behind !== undefined && sources.playback.value !== undefined && (
        <span class="watch-behind tfx-tabular">{t("watch.behind", { time: sayBehind(texts, behind) })}</span>
      )}
    </>
  );
};

const WayMenu = ({ model: { sources, moment, player } }: { readonly model: WatchModel }) => {
  const { t } = useTexts();
  if (moment.value.is !== "on") return null;
  const way = sources.way.value;
  const isSoundOnly = sources.isSoundOnly.value;
  const choice = (which: "live" | "smooth") => ({
    label: t(`watch.way.${which}`),
    checked: way === which,
    run: () => {
      sources.setWay(which);
      sources.go({ at: "live" });
    },
  });
  const sound = { label: t("watch.soundOnly"), icon: HeadphonesIcon, checked: isSoundOnly, run: () => sources.setSoundOnly(!isSoundOnly) };
  return (
    <Menu
      label={t("watch.ways")}
      side="above"
      groups={[[choice("live"), choice("smooth")], player.hasPicture.value === false && !isSoundOnly ? [] : [sound]]}
      trigger={(trigger) => <IconButton icon={SettingsIcon} label={t("watch.ways")} {...trigger} />}
    />
  );
};

/** Everything that is operated, below the picture. */
export const Bar = ({ model, fullScreen }: BarProps) => {
  const { t } = useTexts();
  const isPlayable = model.moment.value.is === "on" || model.sources.playback.value !== undefined;
  const isFull = fullScreen.isOn.value;
  const reading = model.reading.value;
  return (
    <div class="watch-bar watch__fading" role="group" aria-label={t("watch.player")}>
      {isPlayable && <TimeSlider model={model} />}
      <div class="watch-bar__row" data-reading={reading !== undefined && reading.along.kinds.value.size > 0}>
        {isPlayable && <PlayButton model={model} />}
        {isPlayable && <SoundControls model={model} />}
        <LiveState model={model} />
        <span class="watch-grow" />
        {reading !== undefined && <reading.AlongButtons along={reading.along} />}
        <WayMenu model={model} />
        {isPlayable && fullScreen.toggle !== undefined && (
          <IconButton
            icon={isFull ? FullScreenExitIcon : FullScreenIcon}
            label={t(isFull ? "watch.leaveFullScreen" : "watch.fullScreen")}
            shortcut={["F"]}
            tip="top-end"
            onClick={fullScreen.toggle}
          />
        )}
      </div>
    </div>
  );
};
