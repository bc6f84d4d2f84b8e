import { Button, clockTime, Icon, MarkIcon, PauseIcon, PlayIcon, RecordIcon, Select, StopIcon, WarningIcon } from "@tfx/ui";
import { choicesOf, type Choices } from "../choices.ts";
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

/** The whole widget. */
export const RecordingView = ({ model, locale }: Props) => {
  const problem = model.problem.value;
  return (
    <div class="recording">
      {problem !== undefined && (
        <p class="recording-problem" role="alert">
          <Icon icon={WarningIcon} />
          {t(problem)}
        </p>
      )}
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
  const { scope } = model.choices.value;
  return (
    <div class="recording-part">
      <Choice model={model} name="scope" label={t("choose.what")} words={(one) => t(`what.${one}`)} />
      {scope === "everyone" && (
        <>
          <Choice model={model} name="layout" label={t("choose.layout")} words={(one) => t(`layout.${one}`)} />
          <Choice model={model} name="height" label={t("choose.height")} words={(one) => t(`height.${one}`)} />
        </>
      )}
      {scope !== "sound" && <Choice model={model} name="kind" label={t("choose.kind")} words={(one) => t(`kind.${one}`)} />}
      <Button variant="primary" icon={RecordIcon} wide busy={model.phase.value === "asking"} onClick={() => void model.start()}>
        {t("start")}
      </Button>
      <p class="recording-note">
        {t("start.note")} <Room model={model} locale={locale} />
      </p>
    </div>
  );
};

const Choice = <K extends keyof Choices>(props: {
  readonly model: RecordingModel;
  readonly name: K;
  readonly label: string;
  readonly words: (choice: Choices[K]) => string;
}) => {
  const { model, name, label, words } = props;
  const choices = choicesOf[name];
  return (
    <Select
      label={label}
      value={String(model.choices.value[name])}
      options={choices.map((choice) => ({ value: String(choice), label: words(choice) }))}
      onPick={(value) => {
        const choice = choices.find((one) => String(one) === value);
        if (choice !== undefined) model.choose({ [name]: choice });
      }}
    />
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
    <div class="recording-part">
      <div class="recording-live" data-paused={isPaused}>
        <Icon icon={isPaused ? PauseIcon : RecordIcon} />
        <span>{t(isPaused ? "paused" : "recording")}</span>
        <span class="recording-figures">
          <span role="timer">{clockTime(model.elapsedMs.value / 1_000)}</span> · {fileSize(model.bytes.value, locale)}
        </span>
      </div>
      {model.isBusy.value && phase === "recording" && (
        <p class="recording-problem" role="status">
          <Icon icon={WarningIcon} />
          {t("busy")}
        </p>
      )}
      {model.leftOut.value > 0 && <p class="recording-note">{tCount("left-out", model.leftOut.value)}</p>}
      <div class="recording-buttons">
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
      {model.marks.value > 0 && <p class="recording-note">{tCount("marks", model.marks.value)}</p>}
    </div>
  );
};
