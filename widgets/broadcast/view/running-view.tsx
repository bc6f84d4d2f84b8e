import { Button, clockTime, Icon, OnAirIcon, PauseIcon, PeopleIcon, PlayIcon, RetryIcon, StopIcon, Warning, WarningIcon } from "@tfx/ui";
import type { WordKey } from "../words.ts";
import { t, tCount } from "../words.ts";
import type { ViewProps } from "./broadcast-view.tsx";
import { PreviewView } from "./preview-view.tsx";
import { ReadableView } from "./readable-view.tsx";
import { WaysView } from "./ways-view.tsx";

/** While it is on air: how it goes, who watches, where. */
export const RunningView = ({ model, locale }: ViewProps) => {
  const picture = model.picture.value;
  const [place, link] = [model.place.value, model.link.value];
  return (
    <>
      <div class="tfx-part">
        {picture !== undefined && <PreviewView stream={picture} />}
        <LiveLine model={model} locale={locale} />
        <HealthView model={model} />
        <FiguresView model={model} locale={locale} />
        {model.leftOut.value > 0 && <p class="tfx-part__note">{tCount("left-out", model.leftOut.value)}</p>}
        <Buttons model={model} />
      </div>
      {place !== undefined && <ReadableView model={model} />}
      {place === undefined || link === undefined ? (
        <p class="tfx-part__note">{t("watch.elsewhere")}</p>
      ) : (
        <WaysView model={model} place={place} link={link} />
      )}
    </>
  );
};

const LiveLine = ({ model, locale }: ViewProps) => {
  const state = model.state.value;
  const viewers = model.viewers.value;
  const isLive = state === "live";
  return (
    <div class="tfx-notice broadcast-live" data-state={state}>
      <Icon icon={state === "paused" ? PauseIcon : state === "failed" ? WarningIcon : OnAirIcon} />
      <span role="status">{t(`state.${state === "idle" ? "connecting" : state}`)}</span>
      {isLive && <span role="timer">{clockTime(model.elapsedMs.value / 1_000)}</span>}
      {viewers !== undefined && (
        <span class="broadcast-viewers">
          <Icon icon={PeopleIcon} small />
          {tCount("viewers", viewers).replace(String(viewers), new Intl.NumberFormat(locale).format(viewers))}
        </span>
      )}
    </div>
  );
};

/** What is wrong with how it goes out, and what helps. */
const HealthView = ({ model }: Pick<ViewProps, "model">) => {
  const { word } = model.health.value;
  // In a break nothing of the call goes out, well or not.
  if (model.stats.value === undefined || model.state.value === "paused") return null;
  const isSound = model.choices.value.what === "sound";
  const key: WordKey = word === "uplink" && isSound ? "health.uplink.sound" : `health.${word}`;
  const smaller = model.smaller.value;
  if (word === "new" || word === "good") return <p class="tfx-part__note">{t(`health.${word}`)}</p>;
  return (
    <Warning
      role="status"
      end={
        smaller !== undefined && (
          <Button size="small" onClick={model.sendSmaller}>
            {t("smaller", { height: smaller })}
          </Button>
        )
      }
    >
      {t(key, { height: model.height.value })}
    </Warning>
  );
};

const FiguresView = ({ model, locale }: ViewProps) => {
  const stats = model.stats.value;
  if (stats === undefined) return null;
  const { kbps, fps, height, rttMs } = stats;
  const number = (value: number, digits = 0): string => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  const rate = fps === undefined ? t("rate.sound", { kbps: number(kbps) }) : t("rate", { mbps: number(kbps / 1_000, 1) });
  const ms = number(rttMs ?? 0);
  const more = fps === undefined ? t("figures.sound", { ms }) : tCount("figures", Math.round(fps), { height: number(height ?? 0), ms });
  return (
    <p class="tfx-part__note tfx-tabular">
      {rate} · {more}
    </p>
  );
};

const Buttons = ({ model }: Pick<ViewProps, "model">) => {
  const state = model.state.value;
  const isOver = model.phase.value === "ending";
  return (
    <div class="tfx-row">
      <Button variant="danger" icon={StopIcon} busy={isOver} onClick={() => void model.end()}>
        {t("end")}
      </Button>
      {state === "failed" && (
        <Button icon={RetryIcon} disabled={isOver} onClick={() => void model.again()}>
          {t("again")}
        </Button>
      )}
      {state === "paused" && (
        <Button icon={PlayIcon} disabled={isOver} onClick={() => model.setPaused(false)}>
          {t("resume")}
        </Button>
      )}
      {state === "live" && (
        <Button icon={PauseIcon} disabled={isOver} title={t("pause.hint", { slate: t("slate") })} onClick={() => model.setPaused(true)}>
          {t("pause")}
        </Button>
      )}
    </div>
  );
};
