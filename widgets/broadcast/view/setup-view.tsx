import { Button, Choice, Field, OnAirIcon, Switch } from "@tfx/ui";
import { choicesOf } from "../choices.ts";
import { isEndpoint } from "../engine/target.ts";
import { t } from "../words.ts";
import type { ViewProps } from "./broadcast-view.tsx";
import { PreviewView } from "./preview-view.tsx";
import { ReadableView } from "./readable-view.tsx";

/** Before the beginning: how it looks, what goes out and where to. */
export const SetupView = ({ model }: ViewProps) => {
  const { what, layout, height } = model.choices.value;
  const picture = model.picture.value;
  return (
    <div class="tfx-part">
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
      <p class="tfx-part__note">{t(model.nobody.value ? "start.nobody" : "start.note")}</p>
      <Choice
        label={t("choose.what")}
        among={choicesOf.what}
        value={what}
        words={(one) => t(`what.${one}`)}
        onPick={(one) => model.choose({ what: one })}
      />
      {what === "call" && (
        <Choice
          label={t("choose.layout")}
          among={choicesOf.layout}
          value={layout}
          words={(one) => t(`layout.${one}`)}
          onPick={(one) => model.choose({ layout: one })}
        />
      )}
      {what !== "sound" && (
        <Choice
          label={t("choose.height")}
          among={choicesOf.height}
          value={height}
          words={(one) => t(`height.${one}`)}
          onPick={(one) => model.choose({ height: one })}
        />
      )}
      <TargetView model={model} />
      {model.choices.value.target === "gateway" && <AboutView model={model} />}
    </div>
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
          label={t("choose.target")}
          among={choicesOf.target}
          value={target}
          words={(one) => (one === "gateway" ? t("target.gateway", { host }) : t("target.whip"))}
          onPick={(one) => model.choose({ target: one })}
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
      <Choice
        label={t("choose.poster")}
        among={choicesOf.poster}
        value={poster}
        words={(one) => t(`poster.${one}`)}
        onPick={(one) => model.choose({ poster: one })}
      />
      {poster === "file" && <PosterView model={model} />}
      <ReadableView model={model} />
      <Switch label={t("listed")} hint={t("listed.hint")} checked={listed} onSwitch={(on) => model.choose({ listed: on })} />
    </>
  );
};

const PosterView = ({ model }: Pick<ViewProps, "model">) => {
  const chosen = model.poster.value;
  return (
    <div class="tfx-row broadcast-file">
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
      <span class="tfx-part__note">{chosen?.problem === true ? t("poster.problem") : chosen?.name}</span>
    </div>
  );
};
