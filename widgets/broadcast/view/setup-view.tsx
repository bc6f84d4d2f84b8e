import { Button, Field, OnAirIcon, Select, Switch } from "@tfx/ui";
import { choicesOf, type Choices, type ListedChoice } from "../choices.ts";
import { isEndpoint } from "../engine/target.ts";
import { t } from "../words.ts";
import type { ViewProps } from "./broadcast-view.tsx";
import { PreviewView } from "./preview-view.tsx";
import { ReadableView } from "./readable-view.tsx";

/** Before the beginning: how it looks, what goes out and where to. */
export const SetupView = ({ model }: ViewProps) => {
  const { what } = model.choices.value;
  const picture = model.picture.value;
  return (
    <div class="broadcast-part">
      {picture !== undefined && <PreviewView stream={picture} />}
      <Button
        variant="primary"
        icon={OnAirIcon}
        wide
        busy={model.phase.value === "starting"}
        disabled={!model.canStart.value}
        onClick={() => void model.start()}
      >
        {t("start")}
      </Button>
      <p class="broadcast-note">{t(model.nobody.value ? "start.nobody" : "start.note")}</p>
      <Choice model={model} name="what" label={t("choose.what")} words={(one) => t(`what.${one}`)} />
      {what === "call" && <Choice model={model} name="layout" label={t("choose.layout")} words={(one) => t(`layout.${one}`)} />}
      {what !== "sound" && <Choice model={model} name="height" label={t("choose.height")} words={(one) => t(`height.${one}`)} />}
      <TargetView model={model} />
      {model.choices.value.target === "gateway" && <AboutView model={model} />}
    </div>
  );
};

const Choice = <K extends ListedChoice>(props: {
  readonly model: ViewProps["model"];
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

const TargetView = ({ model }: Pick<ViewProps, "model">) => {
  const { target, endpoint } = model.choices.value;
  const host = model.gateway.value;
  const isWrong = endpoint !== "" && !isEndpoint(endpoint);
  return (
    <>
      {host !== undefined && (
        <Choice
          model={model}
          name="target"
          label={t("choose.target")}
          words={(one) => (one === "gateway" ? t("target.gateway", { host }) : t("target.whip"))}
        />
      )}
      {target === "other" && (
        <>
          <Field
            label={t(host === undefined ? "endpoint.whip" : "endpoint")}
            value={endpoint}
            inputMode="url"
            placeholder="https://"
            problem={isWrong ? t("endpoint.problem") : undefined}
            onText={(text) => model.choose({ endpoint: text.trim() })}
          />
          <Field label={t("token")} hint={t("token.hint")} value={model.token.value} onText={(text) => model.setToken(text.trim())} />
        </>
      )}
    </>
  );
};

const AboutView = ({ model }: Pick<ViewProps, "model">) => {
  const { title, listed, poster } = model.choices.value;
  return (
    <>
      <Field
        label={t("title")}
        hint={t("title.hint")}
        value={title}
        maxLength={120}
        placeholder={model.usualTitle.value}
        onText={(text) => model.choose({ title: text })}
      />
      <Choice model={model} name="poster" label={t("choose.poster")} words={(one) => t(`poster.${one}`)} />
      {poster === "file" && <PosterView model={model} />}
      <ReadableView model={model} />
      <Switch label={t("listed")} hint={t("listed.hint")} checked={listed} onSwitch={(on) => model.choose({ listed: on })} />
    </>
  );
};

const PosterView = ({ model }: Pick<ViewProps, "model">) => {
  const chosen = model.poster.value;
  return (
    <div class="broadcast-file">
      <label class="tfx-button tfx-button--secondary tfx-button--small">
        {t("poster.choose")}
        <input
          class="tfx-hidden"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          onChange={({ currentTarget: { files } }) => {
            const [file] = files ?? [];
            if (file !== undefined) void model.choosePoster(file);
          }}
        />
      </label>
      <span class="broadcast-note">{chosen?.problem === true ? t("poster.problem") : chosen?.name}</span>
    </div>
  );
};
