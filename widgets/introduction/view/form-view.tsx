import { Button, Field, Switch } from "@tfx/ui";
import { useEffect, useRef, useState } from "preact/hooks";
import { cardLengths } from "../card/card.ts";
import { draftProblems, linkFields, type Draft } from "../card/draft.ts";
import { maxLinkLength } from "../card/link.ts";
import type { IntroductionModel } from "../model.ts";
import { t } from "../texts.ts";
import { Photo } from "./card-view.tsx";

interface FormProps {
  readonly model: IntroductionModel;
  readonly draft: Draft;
}

const PhotoField = ({ model, draft }: FormProps) => {
  const picker = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    const file = input.files?.[0];
    // Picking the same file again has to count as well.
    if (file !== undefined) void model.pickPhoto(file).finally(() => (input.value = ""));
  };
  return (
    <div class="intro-photo-field" role="group" aria-label={t("form.photo")}>
      <Photo photo={draft.photo} name={draft.name} />
      <div class="intro-photo-field__words">
        <input ref={picker} type="file" accept="image/*" hidden onChange={(event) => take(event.currentTarget)} />
        <div class="tfx-row">
          <Button size="small" onClick={() => picker.current?.click()}>
            {t("form.photo.pick")}
          </Button>
          {draft.photo !== undefined && (
            <Button size="small" variant="ghost" onClick={() => model.change({ photo: undefined })}>
              {t("form.photo.remove")}
            </Button>
          )}
        </div>
        <p class="tfx-small tfx-muted">{t("form.photo.hint")}</p>
      </div>
    </div>
  );
};

const Texts = ({ model, draft, showsProblems }: FormProps & { showsProblems: boolean }) => {
  const field = (name: keyof typeof cardLengths) => ({
    label: t(`form.${name}`),
    value: draft[name],
    maxLength: cardLengths[name],
    dir: "auto" as const,
    onText: (text: string) => model.change({ [name]: text }),
  });
  return (
    <>
      <Field {...field("name")} problem={showsProblems && draftProblems(draft).name ? t("problem.name") : undefined} />
      <Field {...field("pronouns")} />
      <Field {...field("role")} />
      <Field {...field("language")} />
    </>
  );
};

const LinkFields = ({ model, draft, showsProblems }: FormProps & { showsProblems: boolean }) => {
  const fields = linkFields(draft.links);
  const problems = draftProblems(draft).links;
  const setLink = (index: number, text: string) => model.change({ links: fields.map((old, at) => (at === index ? text : old)) });
  return (
    <>
      {fields.map((text, index) => (
        <Field
          key={index}
          label={t("form.link", { number: String(index + 1) })}
          hint={t("form.link.hint")}
          problem={showsProblems && problems[index] === true ? t("problem.link") : undefined}
          value={text}
          maxLength={maxLinkLength}
          inputMode="url"
          dir="ltr"
          spellcheck={false}
          onText={(next) => setLink(index, next)}
        />
      ))}
    </>
  );
};

/** Edits one's own card. What is wrong is said once it was tried to save. */
export const FormView = ({ model, draft }: FormProps) => {
  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  const showsProblems = attempts > 0;
  useEffect(() => form.current?.querySelector<HTMLInputElement>("input[type=text]")?.focus(), []);
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);
  const submit = (event: Event) => {
    event.preventDefault();
    setAttempts(attempts + 1);
    void model.save();
  };
  return (
    <form ref={form} class="tfx-part" aria-label={t("form.title")} noValidate onSubmit={submit}>
      <PhotoField model={model} draft={draft} />
      <Texts model={model} draft={draft} showsProblems={showsProblems} />
      <LinkFields model={model} draft={draft} showsProblems={showsProblems} />
      <Switch
        label={t("form.always")}
        hint={t("form.always.hint")}
        checked={draft.always}
        onSwitch={(always) => model.change({ always })}
      />
      <div class="tfx-row">
        <Button variant="primary" type="submit">
          {t("form.save")}
        </Button>
        <Button onClick={model.cancel}>{t("form.cancel")}</Button>
      </div>
    </form>
  );
};
