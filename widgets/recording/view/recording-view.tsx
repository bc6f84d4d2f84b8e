import type { ReadonlySignal } from "@preact/signals";
import { Button, Choice, clockTime, Icon, MarkIcon, PauseIcon, PlayIcon, RecordIcon, StopIcon, Warning } from "@tfx/ui";
import type { TrustedWidgetContext } from "@tfx/widget-sdk";
import { choicesOf } from "../choices.ts";
import { gifSeconds } from "../gif/make-gif.ts";
import type { RecordingModel } from "../model.ts";
import { fileSize, roughTime, t, tCount } from "../words.ts";
import { LibraryView } from "./library-view.tsx";

/** Room for less than this is said beforehand. */
const littleSeconds = 30 * 60;

interface Props {
  readonly model: RecordingModel;
  readonly locale: string;
}

interface WidgetProps extends Pick<Props, "model"> {
  readonly speech: ReadonlySignal<TrustedWidgetContext["locale"]["value"]>;
}

/** The whole widget. */
export const RecordingView = ({ model, speech }: WidgetProps) => {
  const problem = model.problem.value;
  const { locale, direction } = speech.value;
  return (
    <div class="tfx-column tfx-column--loose" dir={direction}>
      {problem !== undefined && <Warning role="alert">{t(problem)}</Warning>}
      {model.phase.value === "idle" || model.phase.value === "asking" ? (
        <Start model={model} locale={locale} />
      ) : (
        <Running model={model} locale={locale} />
      )}
      <LibraryView library={model.library} locale={locale} onProblem={model.fail} finish={model.finish} />
    </div>
  );
};

const Start = ({ model, locale }: Props) => {
  const { scope, layout, height, kind } = model.choices.value;
  return (
    <div class="tfx-part">
      <Choice
        label={t("choose.what")}
        among={choicesOf.scope}
        value={scope}
        words={(one) => t(`what.${one}`)}
        onPick={(one) => model.choose({ scope: one })}
      />
      {scope === "everyone" && (
        <>
          <Choice
            label={t("choose.layout")}
            among={choicesOf.layout}
            value={layout}
            words={(one) => t(`layout.${one}`)}
            onPick={(one) => model.choose({ layout: one })}
          />
          <Choice
            label={t("choose.height")}
            among={choicesOf.height}
            value={height}
            words={(one) => t(`height.${one}`)}
            onPick={(one) => model.choose({ height: one })}
          />
        </>
      )}
      {scope !== "sound" && (
        <Choice
          label={t("choose.kind")}
          among={choicesOf.kind}
          value={kind}
          words={(one) => t(`kind.${one}`)}
          onPick={(one) => model.choose({ kind: one })}
        />
      )}
      <Button variant="primary" icon={RecordIcon} wide busy={model.phase.value === "asking"} onClick={() => void model.start()}>
        {t("start")}
      </Button>
      <p class="tfx-part__note">
        {t("start.note")} <Room model={model} locale={locale} />
      </p>
    </div>
  );
};

const Room = ({ model, locale }: Props) => {
  const seconds = model.roomSeconds.value;
  if (seconds === undefined) return null;
  return <>{t(seconds < littleSeconds ? "room.little" : "room", { time: roughTime(seconds, locale) })}</>;
};

const Running = ({ model, locale }: Props) => {
  const phase = model.phase.value;
  const isPaused = phase === "paused";
  const isOver = phase === "finishing";
  return (
    <div class="tfx-part">
      <div class="tfx-notice recording-live" data-paused={isPaused}>
        <Icon icon={isPaused ? PauseIcon : RecordIcon} />
        <span>{t(isPaused ? "paused" : "recording")}</span>
        <span class="recording-figures">
          <span role="timer">{clockTime(model.elapsedMs.value / 1_000)}</span> · {fileSize(model.bytes.value, locale)}
        </span>
      </div>
      {model.isBusy.value && phase === "recording" && <Warning role="status">{t("busy")}</Warning>}
      {model.leftOut.value > 0 && <p class="tfx-part__note">{tCount("left-out", model.leftOut.value)}</p>}
      <div class="tfx-row">
        <Button variant="danger" icon={StopIcon} busy={isOver} onClick={() => void model.stop()}>
          {t("stop")}
        </Button>
        {isPaused ? (
          <Button icon={PlayIcon} onClick={model.resume}>
            {t("resume")}
          </Button>
        ) : (
          <Button icon={PauseIcon} disabled={isOver} onClick={model.pause}>
            {t("pause")}
          </Button>
        )}
        <Button icon={MarkIcon} disabled={isOver} onClick={model.mark}>
          {t("mark")}
        </Button>
        {model.hasPicture.value && (
          <Button busy={model.isMakingGif.value} disabled={isOver} onClick={() => void model.gif()}>
            {model.isMakingGif.value ? t("gif.busy", { seconds: gifSeconds }) : t("gif")}
          </Button>
        )}
      </div>
      {model.marks.value > 0 && <p class="tfx-part__note">{tCount("marks", model.marks.value)}</p>}
    </div>
  );
};
